import { describeApi } from '../testing/describeApi.ts';
import { typeformConnector } from './index.ts';

describeApi(typeformConnector, import.meta.dirname);
