import { describeApi } from '../testing/describeApi.ts';
import { segmentConnector } from './index.ts';

describeApi(segmentConnector, import.meta.dirname);
