import { describeApi } from '../testing/describeApi.ts';
import { anthropicConnector } from './index.ts';

describeApi(anthropicConnector, import.meta.dirname);
