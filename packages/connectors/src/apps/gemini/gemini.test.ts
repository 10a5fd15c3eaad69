import { describeApi } from '../testing/describeApi.ts';
import { geminiConnector } from './index.ts';

describeApi(geminiConnector, import.meta.dirname);
