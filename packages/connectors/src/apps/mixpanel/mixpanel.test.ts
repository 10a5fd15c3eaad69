import { describeApi } from '../testing/describeApi.ts';
import { mixpanelConnector } from './index.ts';

describeApi(mixpanelConnector, import.meta.dirname);
