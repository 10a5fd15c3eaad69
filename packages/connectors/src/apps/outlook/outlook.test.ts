import { describeApi } from '../testing/describeApi.ts';
import { outlookConnector } from './index.ts';

describeApi(outlookConnector, import.meta.dirname);
