import { describeApi } from '../testing/describeApi.ts';
import { stripeConnector } from './index.ts';

describeApi(stripeConnector, import.meta.dirname, {
  judge: 'stripe-2022-11.json',
  denied: {
    'createInvoiceLine.price': 'It is of 2022 and takes a price beside the amount; since 2025-03-31 it is inside.',
  },
});
