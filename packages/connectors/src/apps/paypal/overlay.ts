import type { Overlay } from '@patchbay/connector';

/** What PayPal's description does not say. */
export const overlay = {
  name: 'PayPal',
  category: 'payments',
  icon: 'paypal',
  description: 'Take payments with PayPal, pay money back and out, and send invoices.',
  keywords: ['payment', 'checkout', 'refund', 'payout', 'invoice', 'wallet'],
  baseUrl: 'https://{host}',
  auth: [
    {
      kind: 'oauth2',
      grant: 'clientCredentials',
      title: 'App of your PayPal account',
      description: 'In the PayPal developer dashboard under Apps & Credentials: client id and secret of your app.',
      helpUrl: 'https://developer.paypal.com/dashboard/applications',
      tokenUrl: 'https://{host}/v1/oauth2/token',
      scopes: [],
      clientSecretIn: 'header',
      fields: [
        {
          name: 'host',
          title: 'Live or sandbox',
          description: 'The sandbox is for tests: no real money moves there.',
          default: 'api-m.paypal.com',
          choices: [
            { value: 'api-m.paypal.com', label: 'Live' },
            { value: 'api-m.sandbox.paypal.com', label: 'Sandbox' },
          ],
        },
      ],
    },
  ],
  test: { operation: 'listWebhooks' },
  defaults: {
    // PayPal publishes no figures for its limits; it answers 429 where there is too much.
    answer: {
      message: ['details.0.description', 'message', 'error_description'],
      code: ['details.0.issue', 'name', 'error'],
      advice: {
        INSTRUMENT_DECLINED: {
          sentence:
            'The card or bank account behind the PayPal account was declined. Ask the buyer to choose another one.',
        },
        ORDER_NOT_APPROVED: {
          sentence: 'The buyer has not agreed yet. Send the address of the order and take the money after that.',
        },
        ORDER_ALREADY_CAPTURED: { sentence: 'The money for this order was taken already.' },
        CAPTURE_FULLY_REFUNDED: { sentence: 'This payment was paid back already.' },
        REFUND_AMOUNT_EXCEEDED: { sentence: 'More would be paid back than was paid.' },
        REFUND_TIME_LIMIT_EXCEEDED: {
          sentence: 'It is too late to pay this back by PayPal: it takes refunds for 180 days.',
        },
        DUPLICATE_INVOICE_ID: { sentence: 'There is a payment with this invoice number already. Use another number.' },
        INVALID_RESOURCE_ID: {
          sentence: 'PayPal has nothing with this id. Check whether it is of the live account or of the sandbox.',
        },
        RESOURCE_NOT_FOUND: {
          sentence: 'PayPal has nothing with this id. Check whether it is of the live account or of the sandbox.',
        },
        INSUFFICIENT_FUNDS: { sentence: 'There is not enough money on your PayPal account.' },
        PERMISSION_DENIED: {
          sentence: 'Your app is not allowed to do this. Switch the feature on for it in the developer dashboard.',
        },
        NOT_AUTHORIZED: {
          sentence: 'Your app is not allowed to do this. Switch the feature on for it in the developer dashboard.',
        },
        PAYEE_ACCOUNT_RESTRICTED: { sentence: 'Your PayPal account is restricted. Sign in at PayPal to see why.' },
        RATE_LIMIT_REACHED: { sentence: 'Too many requests at once.', retry: 'later' },
        INTERNAL_SERVER_ERROR: { sentence: 'PayPal has trouble of its own.', retry: 'later' },
        invalid_client: {
          sentence: 'Client id or secret do not fit, or belong to the sandbox instead of the live account.',
          retry: 'after-reconnect',
        },
      },
    },
  },
  operations: {
    createOrder: {
      keywords: ['checkout', 'payment', 'request money'],
      idempotencyHeader: 'PayPal-Request-Id',
      headers: { Prefer: 'return=representation' },
      fields: {
        intent: { labels: { CAPTURE: 'Take the money', AUTHORIZE: 'Only reserve it' } },
        purchase_units: { widget: 'rows' },
        application_context: { isBasic: true },
        'application_context.user_action': { labels: { CONTINUE: 'Continue', PAY_NOW: 'Pay now' } },
        'application_context.shipping_preference': {
          labels: {
            GET_FROM_FILE: 'Let the buyer choose',
            NO_SHIPPING: 'Do not ask',
            SET_PROVIDED_ADDRESS: 'Take the one given',
          },
        },
      },
    },
    getOrder: { keywords: ['order status'] },
    captureOrder: {
      keywords: ['capture order', 'collect'],
      effect: 'update',
      idempotencyHeader: 'PayPal-Request-Id',
      headers: { Prefer: 'return=representation', 'Content-Type': 'application/json' },
    },
    addTracking: {
      keywords: ['shipping', 'shipment', 'parcel'],
      idempotencyHeader: 'PayPal-Request-Id',
      answer: {
        refusedWhen: { at: 'errors.0' },
        message: ['errors.0.details.0.description', 'errors.0.message', 'message'],
        code: ['errors.0.details.0.issue', 'errors.0.name', 'name'],
      },
      fields: {
        trackers: { widget: 'rows' },
        'trackers[].status': {
          labels: {
            SHIPPED: 'On its way',
            DELIVERED: 'Delivered',
            ON_HOLD: 'Waiting',
            LOCAL_PICKUP: 'To be picked up',
            CANCELLED: 'Called off',
          },
        },
        'trackers[].carrier': {
          labels: {
            DHL: 'DHL',
            UPS: 'UPS',
            FEDEX: 'FedEx',
            USPS: 'USPS',
            DPD: 'DPD',
            GLS: 'GLS',
            OTHER: 'Another one',
          },
        },
        'trackers[].carrier_name_other': { when: { field: 'carrier', is: ['OTHER'] } },
      },
    },
    getPayment: { keywords: ['capture details'] },
    refundPayment: {
      keywords: ['pay back', 'money back', 'refund capture'],
      idempotencyHeader: 'PayPal-Request-Id',
      headers: { Prefer: 'return=representation', 'Content-Type': 'application/json' },
      fields: { amount: { isBasic: true }, note_to_payer: { isBasic: true } },
    },
    createPayout: {
      keywords: ['payout', 'transfer', 'send money', 'mass payment'],
      effect: 'send',
      idempotencyHeader: 'PayPal-Request-Id',
      fields: {
        'sender_batch_header.email_message': { widget: 'text-long' },
        items: { widget: 'rows' },
        'items[].recipient_type': { labels: { EMAIL: 'E-mail', PHONE: 'Phone', PAYPAL_ID: 'PayPal account' } },
      },
    },
    getPayout: { keywords: ['payout status'] },
    createInvoice: {
      keywords: ['bill', 'draft invoice'],
      headers: { Prefer: 'return=representation' },
      fields: {
        'detail.payment_term.term_type': {
          labels: {
            DUE_ON_RECEIPT: 'At once',
            NET_10: '10 days',
            NET_15: '15 days',
            NET_30: '30 days',
            NET_45: '45 days',
            NET_60: '60 days',
            NET_90: '90 days',
            NO_DUE_DATE: 'No date',
          },
        },
        primary_recipients: { isBasic: true, widget: 'rows' },
        items: { isBasic: true, widget: 'rows' },
      },
    },
    sendInvoice: {
      keywords: ['e-mail invoice'],
      effect: 'send',
      idempotencyHeader: 'PayPal-Request-Id',
      fields: {
        invoice_id: {
          lookup: {
            operation: 'listInvoices',
            value: 'id',
            label: '{detail.invoice_number}, {status}',
            detail: '{amount.value} {amount.currency_code}',
            link: '/invoice/(?:s/)?(?:details/|pay/)?(INV2-[A-Z0-9-]+)',
          },
        },
        subject: { isBasic: true },
        note: { isBasic: true },
      },
    },
    listTransactions: {
      keywords: ['statement', 'bookings', 'search transactions'],
      paging: {
        style: 'page',
        items: 'transaction_details',
        to: { in: 'query', name: 'page' },
        size: { in: 'query', name: 'page_size', most: 500 },
        total: 'total_items',
      },
      fields: {
        transaction_status: { isBasic: true, labels: { S: 'Done', P: 'Waiting', D: 'Refused', V: 'Reversed' } },
        fields: { fixed: 'transaction_info,payer_info' },
      },
    },
    getSubscription: { keywords: ['recurring', 'plan'] },
    cancelSubscription: { keywords: ['end subscription', 'unsubscribe'], effect: 'update', repeat: 'natural' },
    listWebhooks: { isHidden: true },
    listInvoices: {
      isHidden: true,
      paging: {
        style: 'page',
        items: 'items',
        to: { in: 'query', name: 'page' },
        size: { in: 'query', name: 'page_size', most: 100 },
      },
    },
  },
} satisfies Overlay;
