import { describeApi } from '../testing/describeApi.ts';
import { jiraConnector } from './index.ts';

describeApi(jiraConnector, import.meta.dirname);
