import { describeApi } from '../../../testing/describeApi.ts';
import { stripeConnector } from './index.ts';

describeApi(stripeConnector, import.meta.dirname, { judge: 'stripe-2022-11.json' });
