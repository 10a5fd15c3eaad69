import { describeApi } from '../testing/describeApi.ts';
import { paypalConnector } from './index.ts';

describeApi(paypalConnector, import.meta.dirname, { judge: 'paypal-orders.json' });
