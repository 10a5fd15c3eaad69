import { describeApi } from '../testing/describeApi.ts';
import { teamsConnector } from './index.ts';

describeApi(teamsConnector, import.meta.dirname);
