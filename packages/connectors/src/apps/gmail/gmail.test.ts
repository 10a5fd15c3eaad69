import { describeApi } from '../testing/describeApi.ts';
import { gmailConnector } from './index.ts';

describeApi(gmailConnector, import.meta.dirname, { judge: 'google-gmail.v1.json' });
