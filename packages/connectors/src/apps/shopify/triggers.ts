import type { FieldSchema, Operation, WebhookTrigger } from '@patchbay/connector';
import { appTrigger } from '../../values/appTrigger.ts';
import { subscriptionCall, told } from '../../values/subscriptionCall.ts';

const inPath = { id: '4759306' };

/** What Shopify is asked when a flow is switched on and off. */
export const subscriptionCalls = {
  createWebhook: subscriptionCall({
    title: 'Create a webhook',
    request: { method: 'POST', path: '/api/2025-10/webhooks.json' },
    body: { webhook: told('object', { topic: 'orders/create' }) },
    output: {
      type: 'object',
      properties: {
        webhook: {
          type: 'object',
          title: 'Webhook',
          properties: { id: { type: 'integer', title: 'Id' } },
          required: ['id'],
        },
      },
      required: ['webhook'],
    },
    sample: { webhook: { id: 4_759_306 } },
  }),
  getWebhook: subscriptionCall({
    title: 'Show a webhook',
    request: { method: 'GET', path: '/api/2025-10/webhooks/{id}.json' },
    inPath,
  }),
  deleteWebhook: subscriptionCall({
    title: 'Delete a webhook',
    request: { method: 'DELETE', path: '/api/2025-10/webhooks/{id}.json' },
    inPath,
  }),
} satisfies Record<string, Operation>;

function webhook(topic: string): WebhookTrigger {
  const one = { id: { from: 'id' } };
  return {
    register: {
      operation: 'createWebhook',
      input: { webhook: { topic, address: { from: 'url' }, format: 'json' } },
      id: 'webhook.id',
    },
    exists: { operation: 'getWebhook', input: one },
    unregister: { operation: 'deleteWebhook', input: one },
    // Shopify signs with the secret of the app whose token it was asked with.
    signature: { scheme: 'shopify', secret: { accountField: 'clientSecret' } },
    only: [{ at: 'header:x-shopify-topic', is: [topic] }],
    dedupe: 'header:x-shopify-webhook-id',
  };
}

type Fields = Readonly<Record<string, FieldSchema>>;

const text = (title: string): FieldSchema => ({ type: ['string', 'null'], title });
const money = (title: string): FieldSchema => ({ type: 'string', title, description: 'As text, such as 79.80.' });
const id: FieldSchema = { type: 'integer', title: 'Id' };

const customer: Fields = {
  id,
  email: text('E-mail address'),
  first_name: text('First name'),
  last_name: text('Last name'),
  phone: text('Phone'),
};

const order: Fields = {
  id,
  name: { type: 'string', title: 'Number', description: 'As people see it, such as #1042.' },
  email: text('E-mail address'),
  total_price: money('Total'),
  currency: { type: 'string', title: 'Currency' },
  financial_status: text('Paid'),
  fulfillment_status: text('Sent'),
  created_at: { type: 'string', title: 'When', format: 'date-time' },
  customer: { type: ['object', 'null'], title: 'Customer', properties: { ...customer } },
  line_items: {
    type: 'array',
    title: 'What was bought',
    items: {
      type: 'object',
      properties: {
        title: { type: 'string', title: 'Product' },
        quantity: { type: 'integer', title: 'How many' },
        price: money('Price of one'),
        sku: text('Article number'),
      },
      required: ['title', 'quantity'],
    },
  },
};

const ada = { id: 207_119_551, email: 'ada@example.com', first_name: 'Ada', last_name: 'Lovelace', phone: null };
const anOrder = {
  id: 820_982_911,
  name: '#1042',
  email: 'ada@example.com',
  total_price: '79.80',
  currency: 'EUR',
  financial_status: 'paid',
  fulfillment_status: null,
  created_at: '2026-11-20T10:30:00+01:00',
  customer: ada,
  line_items: [{ title: 'Leather saddle', quantity: 2, price: '39.90', sku: 'SAD-2' }],
};

type Event = { title: string; description: string; topic: string; keywords: string[]; fields: Fields; sample: object };

function onEvent({ title, description, topic, keywords, fields, sample }: Event): Operation {
  const output: FieldSchema = { type: 'object', properties: { ...fields }, required: ['id'] };
  return appTrigger({ title, description, keywords, output, sample, webhook: webhook(topic) });
}

/** What happens in a shop, as it happens. */
export const triggers = {
  onOrder: onEvent({
    title: 'When an order is placed',
    description: 'Starts for every new order, paid or not.',
    topic: 'orders/create',
    keywords: ['order', 'sale', 'purchase', 'new order'],
    fields: order,
    sample: { ...anOrder, financial_status: 'pending' },
  }),
  onOrderPaid: onEvent({
    title: 'When an order is paid',
    description: 'Starts when the money for an order has arrived.',
    topic: 'orders/paid',
    keywords: ['order', 'paid', 'payment'],
    fields: order,
    sample: anOrder,
  }),
  onOrderSent: onEvent({
    title: 'When an order is sent',
    description: 'Starts when everything of an order is on its way.',
    topic: 'orders/fulfilled',
    keywords: ['order', 'fulfilled', 'shipped', 'delivery'],
    fields: order,
    sample: { ...anOrder, fulfillment_status: 'fulfilled' },
  }),
  onOrderCancelled: onEvent({
    title: 'When an order is cancelled',
    description: 'Starts when the shop or the customer takes an order back.',
    topic: 'orders/cancelled',
    keywords: ['order', 'cancelled', 'refund'],
    fields: order,
    sample: { ...anOrder, financial_status: 'refunded' },
  }),
  onCustomer: onEvent({
    title: 'When a customer is new',
    description: 'Starts for every customer that is added.',
    topic: 'customers/create',
    keywords: ['customer', 'sign up', 'new customer'],
    fields: customer,
    sample: ada,
  }),
  onProduct: onEvent({
    title: 'When a product changes',
    description: 'Starts when a product is changed, its price or stock too.',
    topic: 'products/update',
    keywords: ['product', 'stock', 'price', 'inventory'],
    fields: {
      id,
      title: { type: 'string', title: 'Name' },
      vendor: text('Vendor'),
      product_type: text('Kind'),
      status: { type: 'string', title: 'State' },
      variants: {
        type: 'array',
        title: 'Variants',
        items: {
          type: 'object',
          properties: {
            id,
            title: { type: 'string', title: 'Name' },
            price: money('Price'),
            sku: text('Article number'),
            inventory_quantity: { type: 'integer', title: 'In stock' },
          },
          required: ['id'],
        },
      },
    },
    sample: {
      id: 788_032_119,
      title: 'Leather saddle',
      vendor: 'Northwind',
      product_type: 'Saddles',
      status: 'active',
      variants: [{ id: 642_667_041, title: 'Brown', price: '39.90', sku: 'SAD-2', inventory_quantity: 12 }],
    },
  }),
} satisfies Record<string, Operation>;
