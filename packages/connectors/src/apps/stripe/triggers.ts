import type { FieldSchema, Operation, WebhookTrigger } from '@patchbay/connector';
import { appTrigger } from '../../values/appTrigger.ts';
import { subscriptionCall, told } from '../../values/subscriptionCall.ts';

const inPath = { id: 'we_1NxYz2' };

/** What Stripe is asked when a flow is switched on and off. */
export const subscriptionCalls = {
  createEndpoint: subscriptionCall({
    title: 'Create a webhook endpoint',
    request: { method: 'POST', path: '/v1/webhook_endpoints' },
    body: {
      url: told('string', 'https://patchbay.example.com/hook/7fQ'),
      enabled_events: told('array', ['payment_intent.succeeded']),
      api_version: told('string', '2025-03-31.basil'),
      description: told('string', 'Patchbay'),
    },
    encoding: 'form',
    output: {
      type: 'object',
      properties: { id: { type: 'string', title: 'Id' }, secret: { type: 'string', title: 'Secret' } },
      required: ['id', 'secret'],
    },
    sample: { id: 'we_1NxYz2', secret: 'whsec_sample' },
  }),
  getEndpoint: subscriptionCall({
    title: 'Show a webhook endpoint',
    request: { method: 'GET', path: '/v1/webhook_endpoints/{id}' },
    inPath,
  }),
  deleteEndpoint: subscriptionCall({
    title: 'Delete a webhook endpoint',
    request: { method: 'DELETE', path: '/v1/webhook_endpoints/{id}' },
    inPath,
  }),
} satisfies Record<string, Operation>;

function webhook(events: readonly string[]): WebhookTrigger {
  const one = { id: { from: 'id' } };
  return {
    register: {
      operation: 'createEndpoint',
      // The shape of the events is that of the version this connector was described by.
      input: {
        url: { from: 'url' },
        enabled_events: [...events],
        api_version: '2025-03-31.basil',
        description: 'Patchbay',
      },
      id: 'id',
      secret: 'secret',
    },
    exists: { operation: 'getEndpoint', input: one },
    unregister: { operation: 'deleteEndpoint', input: one },
    signature: { scheme: 'stripe', secret: 'theirs' },
    only: [{ at: 'type', is: events }],
    dedupe: 'id',
    output: 'data.object',
  };
}

type Fields = Readonly<Record<string, FieldSchema>>;

const id = (title: string): FieldSchema => ({ type: 'string', title });
const maybe = (title: string): FieldSchema => ({ type: ['string', 'null'], title });
const amount = (title: string): FieldSchema => ({
  type: 'integer',
  title,
  description: 'In the smallest unit of the currency: 1000 is 10.00 EUR.',
});
const metadata: FieldSchema = { type: 'object', title: 'Your own fields', additionalProperties: { type: 'string' } };
const always: Fields = { id: id('Id'), created: { type: 'integer', title: 'When, in seconds since 1970' }, metadata };

type Event = {
  title: string;
  description: string;
  events: readonly string[];
  keywords: string[];
  fields: Fields;
  sample: object;
};

function onEvent({ title, description, events, keywords, fields, sample }: Event): Operation {
  return appTrigger({
    title,
    description,
    keywords,
    output: { type: 'object', properties: { ...always, ...fields }, required: ['id'] },
    sample: { created: 1_785_000_000, metadata: {}, ...sample },
    webhook: webhook(events),
  });
}

const payment: Fields = {
  amount: amount('Amount'),
  amount_received: amount('Amount received'),
  currency: id('Currency'),
  status: id('State'),
  customer: maybe('Customer'),
  description: maybe('Description'),
  receipt_email: maybe('E-mail for the receipt'),
};

const subscription: Fields = {
  customer: id('Customer'),
  status: id('State'),
  cancel_at_period_end: { type: 'boolean', title: 'Ends with the period' },
  items: {
    type: 'object',
    title: 'What is subscribed to',
    properties: {
      data: {
        type: 'array',
        title: 'Items',
        items: {
          type: 'object',
          properties: {
            id: id('Item'),
            current_period_end: { type: 'integer', title: 'End of the period, in seconds since 1970' },
          },
        },
      },
    },
  },
};

const aPayment = {
  id: 'pi_3OqLw2',
  amount: 7_980,
  amount_received: 7_980,
  currency: 'eur',
  status: 'succeeded',
  customer: 'cus_Q1b2',
  description: 'Order 1042',
  receipt_email: 'ada@example.com',
};

/** What happens at Stripe, as it happens. */
export const triggers = {
  onPayment: onEvent({
    title: 'When a payment succeeds',
    description: 'Starts when money has arrived.',
    events: ['payment_intent.succeeded'],
    keywords: ['paid', 'charge', 'payment', 'sale', 'new payment'],
    fields: payment,
    sample: aPayment,
  }),
  onPaymentFailed: onEvent({
    title: 'When a payment fails',
    description: 'Starts when a card was declined or a payment failed otherwise.',
    events: ['payment_intent.payment_failed'],
    keywords: ['declined', 'failed', 'payment'],
    fields: payment,
    sample: { ...aPayment, amount_received: 0, status: 'requires_payment_method' },
  }),
  onCheckout: onEvent({
    title: 'When a checkout is completed',
    description: 'Starts when somebody has gone through a checkout or payment link.',
    events: ['checkout.session.completed', 'checkout.session.async_payment_succeeded'],
    keywords: ['checkout', 'order', 'payment link', 'sale'],
    fields: {
      amount_total: amount('Total'),
      currency: id('Currency'),
      payment_status: id('Paid'),
      customer: maybe('Customer'),
      payment_intent: maybe('Payment'),
      customer_details: {
        type: ['object', 'null'],
        title: 'Who bought',
        properties: { email: maybe('E-mail address'), name: maybe('Name'), phone: maybe('Phone') },
      },
    },
    sample: {
      id: 'cs_test_a1',
      amount_total: 7_980,
      currency: 'eur',
      payment_status: 'paid',
      customer: 'cus_Q1b2',
      payment_intent: 'pi_3OqLw2',
      customer_details: { email: 'ada@example.com', name: 'Ada Lovelace', phone: null },
    },
  }),
  onInvoicePaid: onEvent({
    title: 'When an invoice is paid',
    description: 'Starts for every invoice that is paid, those of subscriptions among them.',
    events: ['invoice.paid'],
    keywords: ['invoice', 'bill', 'subscription', 'renewal'],
    fields: {
      number: maybe('Number'),
      amount_paid: amount('Amount paid'),
      currency: id('Currency'),
      customer: maybe('Customer'),
      customer_email: maybe('E-mail address'),
      hosted_invoice_url: maybe('Page of the invoice'),
    },
    sample: {
      id: 'in_1P2q3R',
      number: 'A1B2-0007',
      amount_paid: 2_900,
      currency: 'eur',
      customer: 'cus_Q1b2',
      customer_email: 'ada@example.com',
      hosted_invoice_url: 'https://invoice.stripe.com/i/acct_1/test_1',
    },
  }),
  onSubscription: onEvent({
    title: 'When a subscription changes',
    description: 'Starts when a subscription begins, changes or ends.',
    events: ['customer.subscription.created', 'customer.subscription.updated', 'customer.subscription.deleted'],
    keywords: ['subscription', 'cancelled', 'churn', 'upgrade', 'trial'],
    fields: subscription,
    sample: {
      id: 'sub_1P9x',
      customer: 'cus_Q1b2',
      status: 'active',
      cancel_at_period_end: false,
      items: { data: [{ id: 'si_QxT9mLk2', current_period_end: 1_787_600_000 }] },
    },
  }),
  onRefund: onEvent({
    title: 'When money is paid back',
    description: 'Starts when a payment is refunded, in part or all of it.',
    events: ['charge.refunded'],
    keywords: ['refund', 'return', 'money back'],
    fields: {
      amount: amount('Amount'),
      amount_refunded: amount('Amount paid back'),
      currency: id('Currency'),
      customer: maybe('Customer'),
      payment_intent: maybe('Payment'),
      refunded: { type: 'boolean', title: 'All of it' },
    },
    sample: {
      id: 'ch_3OqLw2',
      amount: 7_980,
      amount_refunded: 7_980,
      currency: 'eur',
      customer: 'cus_Q1b2',
      payment_intent: 'pi_3OqLw2',
      refunded: true,
    },
  }),
  onDispute: onEvent({
    title: 'When a payment is disputed',
    description: 'Starts when a customer asks their bank for the money back; you have a few days to answer.',
    events: ['charge.dispute.created'],
    keywords: ['dispute', 'chargeback', 'fraud'],
    fields: {
      amount: amount('Amount'),
      currency: id('Currency'),
      reason: id('Reason'),
      status: id('State'),
      payment_intent: maybe('Payment'),
    },
    sample: {
      id: 'dp_1PaB',
      amount: 7_980,
      currency: 'eur',
      reason: 'fraudulent',
      status: 'needs_response',
      payment_intent: 'pi_3OqLw2',
    },
  }),
  onCustomer: onEvent({
    title: 'When a customer is created',
    description: 'Starts for every new customer.',
    events: ['customer.created'],
    keywords: ['customer', 'sign up', 'new customer'],
    fields: { email: maybe('E-mail address'), name: maybe('Name'), phone: maybe('Phone') },
    sample: { id: 'cus_Q1b2', email: 'ada@example.com', name: 'Ada Lovelace', phone: null },
  }),
} satisfies Record<string, Operation>;
