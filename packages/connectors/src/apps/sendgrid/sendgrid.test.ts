import { describeApi } from '../testing/describeApi.ts';
import { sendgridConnector } from './index.ts';

describeApi(sendgridConnector, import.meta.dirname, { judge: 'sendgrid-mail.json' });
