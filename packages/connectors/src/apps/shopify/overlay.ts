import type { Lookup, Overlay } from '@patchbay/connector';

const orders: Lookup = {
  operation: 'listOrders',
  input: { status: 'any' },
  value: 'id',
  label: '{name} {email}',
  detail: '{total_price} {currency}',
  link: '/orders/(\\d+)',
};

const products: Lookup = {
  operation: 'listProducts',
  value: 'id',
  label: 'title',
  detail: '{vendor}',
  link: '/products/(\\d+)',
};

/** What Shopify's description does not say. */
export const overlay = {
  name: 'Shopify',
  category: 'commerce',
  icon: 'shopify',
  description: 'Read and change orders, products, customers and stock of a Shopify shop.',
  keywords: ['shop', 'store', 'orders', 'products', 'inventory', 'ecommerce', 'e-commerce'],
  baseUrl: 'https://{shop}.myshopify.com/admin',
  auth: [
    {
      kind: 'apiKey',
      in: 'header',
      name: 'X-Shopify-Access-Token',
      title: 'Access token',
      description: 'Of an app of your shop, with the scopes it needs; it starts with shpat_.',
      helpUrl: 'https://shopify.dev/docs/apps/build/authentication-authorization',
      fields: [
        { name: 'shop', title: 'Name of the shop', description: 'What stands before .myshopify.com in its address.' },
        {
          name: 'clientSecret',
          title: 'Secret of the app',
          description: 'Beside the access token. Only flows that Shopify starts need it.',
          isSecret: true,
          isOptional: true,
        },
      ],
    },
    {
      // Apps made in the Dev Dashboard have no token to copy: theirs lasts a day and is asked for with id and secret.
      kind: 'session',
      title: 'Client id and secret',
      description: 'Of an app from the Shopify Dev Dashboard that is installed in your shop.',
      helpUrl: 'https://shopify.dev/docs/apps/build/dev-dashboard/get-api-access-tokens',
      fields: [
        { name: 'shop', title: 'Name of the shop', description: 'What stands before .myshopify.com in its address.' },
        { name: 'clientId', title: 'Client id', description: 'Under Settings of the app.' },
        { name: 'clientSecret', title: 'Client secret', description: 'Beside the client id.', isSecret: true },
      ],
      signIn: {
        method: 'POST',
        path: '/oauth/access_token',
        body: { client_id: '{clientId}', client_secret: '{clientSecret}', grant_type: 'client_credentials' },
      },
      token: 'access_token',
      send: { in: 'header', name: 'X-Shopify-Access-Token' },
    },
  ],
  test: { operation: 'getShop', label: 'shop.name' },
  defaults: {
    answer: { message: ['errors.base.0', 'errors', 'error'] },
    // A bucket of 40 requests that empties by 2 a second (REST Admin API, all plans but Advanced and Plus): https://shopify.dev/docs/api/usage/limits.
    limit: { requests: 2, perMs: 1000 },
  },
  operations: {
    listOrders: {
      keywords: ['get many orders', 'search orders', 'sales'],
      paging: { style: 'link', items: 'orders', size: { in: 'query', name: 'limit', most: 250 } },
      fields: {
        status: { isBasic: true, labels: { open: 'Open', closed: 'Closed', cancelled: 'Cancelled', any: 'All' } },
        financial_status: {
          isBasic: true,
          labels: {
            any: 'All',
            paid: 'Paid',
            unpaid: 'Not paid',
            pending: 'Waiting',
            refunded: 'Paid back',
            partially_refunded: 'Partly paid back',
          },
        },
        fulfillment_status: {
          isBasic: true,
          labels: {
            any: 'All',
            shipped: 'Sent',
            unshipped: 'Not sent',
            partial: 'Partly sent',
            unfulfilled: 'Not or partly sent',
          },
        },
      },
    },
    getOrder: { keywords: ['retrieve order'], output: { at: 'order' }, fields: { order_id: { lookup: orders } } },
    createOrder: {
      keywords: ['new order', 'import order'],
      wrap: 'order',
      output: { at: 'order' },
      fields: {
        line_items: { widget: 'rows' },
        email: { isBasic: true },
        financial_status: { isBasic: true, labels: { pending: 'Not paid yet', authorized: 'Reserved', paid: 'Paid' } },
        send_receipt: { isBasic: true },
      },
    },
    updateOrder: {
      keywords: ['edit order', 'tag order'],
      wrap: 'order',
      output: { at: 'order' },
      fields: {
        order_id: { lookup: orders },
        note: { isBasic: true },
        tags: { isBasic: true },
        email: { isBasic: true },
      },
    },
    cancelOrder: {
      keywords: ['void order'],
      effect: 'update',
      output: { at: 'order' },
      fields: {
        order_id: { lookup: orders },
        reason: {
          isBasic: true,
          labels: {
            customer: 'The customer wants it',
            inventory: 'Not in stock',
            fraud: 'Fraud',
            declined: 'Payment declined',
            other: 'Another one',
          },
        },
        email: { isBasic: true },
        restock: { isBasic: true },
      },
    },
    listProducts: {
      keywords: ['get many products', 'catalogue'],
      paging: { style: 'link', items: 'products', size: { in: 'query', name: 'limit', most: 250 } },
      fields: {
        title: { isBasic: true },
        vendor: { isBasic: true },
        product_type: { isBasic: true },
        status: { labels: { active: 'On sale', draft: 'Draft', archived: 'Archived' } },
      },
    },
    createProduct: {
      keywords: ['new product', 'add product'],
      wrap: 'product',
      output: { at: 'product' },
      fields: {
        body_html: { isBasic: true, widget: 'text-long' },
        vendor: { isBasic: true },
        status: { isBasic: true, labels: { active: 'On sale', draft: 'Draft', archived: 'Archived' } },
        variants: { widget: 'rows' },
      },
    },
    updateProduct: {
      keywords: ['edit product'],
      wrap: 'product',
      output: { at: 'product' },
      fields: {
        product_id: { lookup: products },
        title: { isBasic: true },
        body_html: { isBasic: true, widget: 'text-long' },
        vendor: { isBasic: true },
        status: { isBasic: true, labels: { active: 'On sale', draft: 'Draft', archived: 'Archived' } },
      },
    },
    findCustomers: {
      keywords: ['search customers', 'look up customer'],
      paging: { style: 'link', items: 'customers', size: { in: 'query', name: 'limit', most: 250 } },
      fields: { query: { isBasic: true } },
    },
    createCustomer: {
      keywords: ['new customer', 'add customer'],
      wrap: 'customer',
      output: { at: 'customer' },
      fields: {
        email: { isBasic: true },
        first_name: { isBasic: true },
        last_name: { isBasic: true },
        phone: { isBasic: true },
      },
    },
    updateCustomer: {
      keywords: ['edit customer', 'tag customer'],
      wrap: 'customer',
      output: { at: 'customer' },
      fields: {
        customer_id: {
          lookup: {
            operation: 'findCustomers',
            value: 'id',
            label: '{first_name} {last_name}',
            detail: 'email',
            search: 'query',
            link: '/customers/(\\d+)',
          },
        },
        email: { isBasic: true },
        first_name: { isBasic: true },
        last_name: { isBasic: true },
        phone: { isBasic: true },
      },
    },
    setStock: {
      keywords: ['inventory', 'quantity'],
      effect: 'update',
      repeat: 'natural',
      output: { at: 'inventory_level' },
      fields: {
        location_id: { lookup: { operation: 'listLocations', items: 'locations', value: 'id', label: 'name' } },
      },
    },
    getShop: { isHidden: true },
    listLocations: { isHidden: true },
  },
} satisfies Overlay;
