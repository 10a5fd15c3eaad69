import { describeApi } from '../testing/describeApi.ts';
import { trelloConnector } from './index.ts';

describeApi(trelloConnector, import.meta.dirname);
