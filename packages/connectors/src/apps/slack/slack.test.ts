import { describeApi } from '../testing/describeApi.ts';
import { slackConnector } from './index.ts';

describeApi(slackConnector, import.meta.dirname, { judge: 'slack.json' });
