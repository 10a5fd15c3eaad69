import { describeApi } from '../testing/describeApi.ts';
import { openaiConnector } from './index.ts';

describeApi(openaiConnector, import.meta.dirname);
