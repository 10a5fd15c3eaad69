import { describeApi } from '../testing/describeApi.ts';
import { aiServerConnector } from './index.ts';

describeApi(aiServerConnector, import.meta.dirname);
