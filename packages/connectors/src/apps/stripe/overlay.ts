import type { Lookup, Overlay, Paging } from '@patchbay/connector';

const page: Paging = {
  items: 'data',
  size: { in: 'query', name: 'limit', most: 100 },
  style: 'lastItem',
  item: 'id',
  to: { in: 'query', name: 'starting_after' },
  more: 'has_more',
};

const customers: Lookup = {
  operation: 'listCustomers',
  value: 'id',
  label: '{name} ({email})',
  detail: '{id}',
  link: '/customers/(cus_[A-Za-z0-9]+)',
};

const payments: Lookup = {
  operation: 'listPayments',
  value: 'id',
  label: '{amount} {currency}, {status}',
  detail: '{description} {id}',
  link: '/payments/(pi_[A-Za-z0-9]+)',
};

const prices: Lookup = {
  operation: 'listPrices',
  input: { active: true },
  value: 'id',
  label: '{product.name}',
  detail: '{unit_amount} {currency}, {id}',
  link: '/prices/(price_[A-Za-z0-9]+)',
};

/** What Stripe's description does not say. */
export const overlay = {
  name: 'Stripe',
  category: 'payments',
  icon: 'stripe',
  description: 'Take payments, keep customers, and send invoices with Stripe.',
  keywords: ['payment', 'card', 'checkout', 'invoice', 'subscription', 'billing', 'refund'],
  auth: [
    {
      kind: 'bearer',
      title: 'Secret key',
      description: 'In Stripe under Developers, API keys: the secret key (sk_...) or a restricted one (rk_...).',
      helpUrl: 'https://dashboard.stripe.com/apikeys',
    },
  ],
  test: { operation: 'getAccount', label: ['settings.dashboard.display_name', 'business_profile.name', 'email', 'id'] },
  defaults: {
    // Answers keep the shape described here, whatever version an account has by default.
    headers: { 'Stripe-Version': '2025-03-31.basil' },
    answer: {
      message: 'error.message',
      code: ['error.decline_code', 'error.code', 'error.type'],
      advice: {
        card_declined: { sentence: 'The card was declined. Ask the customer for another card or way to pay.' },
        generic_decline: {
          sentence: 'The bank declined the card without a reason. Ask the customer for another way to pay.',
        },
        insufficient_funds: {
          sentence: 'There is not enough money on the card. Ask the customer for another way to pay.',
        },
        expired_card: { sentence: 'The card has expired. Ask the customer for another one.' },
        incorrect_cvc: { sentence: 'The security code of the card is wrong. Ask the customer to type it again.' },
        authentication_required: {
          sentence: 'The bank wants the customer to confirm the payment. Send a payment link instead.',
        },
        resource_missing: {
          sentence: 'Stripe has nothing with this id. Check that id and key belong to the same mode, test or live.',
        },
        parameter_missing: { sentence: 'A field that Stripe needs is empty. Fill it in this step.' },
        amount_too_small: {
          sentence: 'The amount is below what Stripe takes in this currency, about 0.50 EUR or USD.',
        },
        charge_already_refunded: { sentence: 'This payment was paid back already.' },
        balance_insufficient: {
          sentence: 'The balance at Stripe does not cover this. Wait for payments or top it up.',
        },
        idempotency_key_in_use: { sentence: 'The same request is still under way.', retry: 'later' },
        lock_timeout: { sentence: 'Something else is changing the same object.', retry: 'later' },
        rate_limit: { sentence: 'Too many requests at once.', retry: 'later' },
        api_key_expired: {
          sentence: 'The key has expired. Connect the account with a new key.',
          retry: 'after-reconnect',
        },
        testmode_charges_only: {
          sentence: 'This Stripe account may only take test payments. Finish its activation at Stripe.',
        },
      },
    },
    // Stripe allows 100 requests a second in live mode and 25 in a sandbox; a key does not tell which before it is used.
    limit: { requests: 25, perMs: 1000 },
  },
  operations: {
    listCustomers: {
      keywords: ['search customer', 'get many customers', 'look up'],
      paging: page,
      fields: { email: { isBasic: true } },
    },
    createCustomer: {
      keywords: ['add customer', 'new customer'],
      idempotencyHeader: 'Idempotency-Key',
      fields: { email: { isBasic: true }, name: { isBasic: true }, phone: { isBasic: true } },
    },
    updateCustomer: {
      keywords: ['edit customer', 'change customer'],
      effect: 'update',
      idempotencyHeader: 'Idempotency-Key',
      fields: {
        customer: { lookup: customers },
        email: { isBasic: true },
        name: { isBasic: true },
        phone: { isBasic: true },
      },
    },
    createPayment: {
      keywords: ['payment intent', 'charge', 'create charge', 'take money'],
      idempotencyHeader: 'Idempotency-Key',
      fields: { customer: { isBasic: true, lookup: customers }, description: { isBasic: true } },
    },
    getPayment: { keywords: ['payment intent', 'retrieve', 'status'], fields: { intent: { lookup: payments } } },
    listPayments: {
      keywords: ['search payments', 'get many payments', 'charges'],
      paging: page,
      fields: { customer: { isBasic: true, lookup: customers } },
    },
    createRefund: {
      keywords: ['pay back', 'money back', 'reverse'],
      idempotencyHeader: 'Idempotency-Key',
      fields: {
        payment_intent: { lookup: payments },
        amount: { isBasic: true },
        reason: {
          isBasic: true,
          labels: {
            requested_by_customer: 'The customer asked for it',
            duplicate: 'It was paid twice',
            fraudulent: 'It was a fraud',
          },
        },
      },
    },
    createCheckout: {
      keywords: ['checkout session', 'payment page', 'hosted page'],
      idempotencyHeader: 'Idempotency-Key',
      fields: {
        mode: { labels: { payment: 'One payment', subscription: 'Subscription' } },
        line_items: { widget: 'rows' },
        'line_items[].price': { lookup: prices },
        cancel_url: { isBasic: true },
        customer: { lookup: customers },
        customer_email: { isBasic: true },
        locale: {
          labels: {
            auto: 'As the browser says',
            de: 'German',
            en: 'English',
            es: 'Spanish',
            fr: 'French',
            it: 'Italian',
            nl: 'Dutch',
            pl: 'Polish',
            pt: 'Portuguese',
            ja: 'Japanese',
          },
        },
      },
    },
    createPaymentLink: {
      keywords: ['pay link', 'share link', 'buy button'],
      idempotencyHeader: 'Idempotency-Key',
      fields: {
        line_items: { widget: 'rows' },
        'line_items[].price': { lookup: prices },
        billing_address_collection: { labels: { auto: 'Only where it is needed', required: 'Always' } },
      },
    },
    createInvoiceLine: {
      keywords: ['invoice item', 'bill line'],
      idempotencyHeader: 'Idempotency-Key',
      fields: {
        customer: { lookup: customers },
        amount: { isBasic: true },
        currency: { isBasic: true },
        description: { isBasic: true },
        invoice: { isBasic: true },
        'pricing.price': { lookup: prices },
      },
    },
    createInvoice: {
      keywords: ['bill', 'new invoice'],
      idempotencyHeader: 'Idempotency-Key',
      fields: {
        customer: { lookup: customers },
        collection_method: {
          isBasic: true,
          labels: { send_invoice: 'Send it by e-mail', charge_automatically: 'Take the money from the saved card' },
        },
        days_until_due: { isBasic: true },
        currency: { isBasic: true },
        pending_invoice_items_behavior: { labels: { include: 'Put them on it', exclude: 'Leave them out' } },
      },
    },
    listInvoices: {
      keywords: [
        'unpaid invoices',
        'open invoices',
        'overdue',
        'search invoices',
        'get many invoices',
        'bills',
        'late',
      ],
      paging: page,
      fields: {
        status: {
          isBasic: true,
          labels: {
            draft: 'Draft: not sent yet',
            open: 'Open: waits for the money',
            paid: 'Paid',
            uncollectible: 'Given up',
            void: 'Cancelled',
          },
        },
        customer: { lookup: customers },
      },
    },
    sendInvoice: {
      keywords: ['e-mail invoice', 'finalize'],
      effect: 'send',
      idempotencyHeader: 'Idempotency-Key',
      fields: {
        invoice: {
          lookup: {
            operation: 'listInvoices',
            value: 'id',
            label: '{number} {customer_email}',
            detail: '{total} {currency}, {status}',
            link: '/invoices/(in_[A-Za-z0-9]+)',
          },
        },
      },
    },
    createSubscription: {
      keywords: ['recurring', 'plan', 'membership'],
      idempotencyHeader: 'Idempotency-Key',
      fields: {
        customer: { lookup: customers },
        items: { widget: 'rows' },
        'items[].price': { lookup: prices },
        trial_period_days: { isBasic: true },
        collection_method: {
          labels: {
            charge_automatically: 'Take the money from the saved card',
            send_invoice: 'Send an invoice by e-mail',
          },
        },
      },
    },
    cancelSubscription: {
      keywords: ['stop', 'end', 'unsubscribe'],
      fields: {
        subscription: {
          lookup: {
            operation: 'listSubscriptions',
            value: 'id',
            label: '{customer.name} ({customer.email})',
            detail: '{status}, {id}',
            link: '/subscriptions/(sub_[A-Za-z0-9]+)',
          },
        },
        invoice_now: { isBasic: true },
        prorate: { isBasic: true },
      },
    },
    getAccount: { isHidden: true },
    listPrices: { isHidden: true, paging: page, fields: { expand: { fixed: ['data.product'] } } },
    listSubscriptions: { isHidden: true, paging: page, fields: { expand: { fixed: ['data.customer'] } } },
  },
} satisfies Overlay;
