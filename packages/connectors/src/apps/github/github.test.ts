import { describeApi } from '../testing/describeApi.ts';
import { githubConnector } from './index.ts';

describeApi(githubConnector, import.meta.dirname);
