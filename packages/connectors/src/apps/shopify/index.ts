import type { Connector } from '@patchbay/connector';
import { defineApi } from '../defineApi.ts';
import description from './openapi.json' with { type: 'json' };
import { overlay } from './overlay.ts';
import { subscriptionCalls, triggers } from './triggers.ts';

const api = defineApi({ id: 'shopify', version: '1', description, overlay });

/** Shopify: orders, products, customers and stock of a shop. */
export const shopifyConnector: Connector = {
  ...api,
  operations: { ...triggers, ...api.operations, ...subscriptionCalls },
};
