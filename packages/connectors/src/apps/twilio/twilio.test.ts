import { describeApi } from '../testing/describeApi.ts';
import { twilioConnector } from './index.ts';

describeApi(twilioConnector, import.meta.dirname, { judge: 'twilio.json' });
