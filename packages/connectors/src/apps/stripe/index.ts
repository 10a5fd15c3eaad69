import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';
import { subscriptionCalls, triggers } from './triggers.ts';

const api = defineApi({ id: 'stripe', version: '2', description, overlay });

/** Stripe: payments, customers, invoices and subscriptions, and what happens to them. */
export const stripeConnector: Connector = {
  ...api,
  operations: { ...triggers, ...api.operations, ...subscriptionCalls },
};
