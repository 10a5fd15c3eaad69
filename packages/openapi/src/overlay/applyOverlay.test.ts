import { buildRequest, hintsOf, type Operation, orderedFields, type Overlay } from '@patchbay/connector';
import { connectorProblems } from '@patchbay/connector/testing';
import { describe, expect, it } from 'vitest';
import { fromOpenApi, readDescription } from '../readDescription.ts';

const ok = (schema: object) => ({ 200: { description: 'ok', content: { 'application/json': { schema } } } });
const list = ok({
  type: 'object',
  properties: {
    data: { type: 'array', items: { $ref: '#/components/schemas/Order' } },
    next: { type: 'string' },
  },
});

const description = {
  openapi: '3.1.0',
  info: { title: 'Acme', version: '1' },
  servers: [{ url: 'https://api.acme.example' }],
  paths: {
    '/orders': {
      get: {
        operationId: 'get_orders',
        summary: 'Orders',
        parameters: [
          { name: 'status', in: 'query', schema: { type: 'string', enum: ['open', 'paid'] } },
          { name: 'after', in: 'query', schema: { type: 'string' } },
          { name: 'limit', in: 'query', schema: { type: 'integer' } },
        ],
        responses: list,
      },
      post: {
        operationId: 'createOrder',
        summary: 'Create order',
        parameters: [{ name: 'notify', in: 'query', schema: { type: 'boolean' } }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/NewOrder' } } },
        },
        responses: ok({ type: 'object', properties: { order: { $ref: '#/components/schemas/Order' } } }),
      },
    },
    '/reports': {
      post: { operationId: 'startReport', summary: 'Make report', responses: ok({ type: 'object' }) },
    },
    '/reports/{id}': {
      get: {
        operationId: 'getReport',
        summary: 'Get report',
        responses: ok({
          type: 'object',
          properties: {
            status: { type: 'string' },
            result: { type: 'object', properties: { url: { type: 'string' } } },
          },
        }),
      },
    },
  },
  components: {
    schemas: {
      Order: {
        type: 'object',
        properties: { id: { type: 'string' }, customer: { $ref: '#/components/schemas/Person' } },
      },
      Person: {
        type: 'object',
        properties: { name: { type: 'string' }, email: { type: 'string' } },
        required: ['name'],
      },
      NewOrder: {
        type: 'object',
        properties: {
          total: { type: 'number' },
          source: { type: 'string' },
          customer: { $ref: '#/components/schemas/Person' },
          items: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } } } },
        },
        required: ['total', 'source'],
      },
    },
  },
};

function read(overlay: Overlay) {
  return readDescription(JSON.stringify(description), { id: 'acme', overlay });
}

function operationIn(overlay: Overlay, name: string): Operation {
  const operation = read(overlay).operation(name);
  if (operation === undefined) throw new Error(`no operation ${name}`);
  return operation;
}

function sentBy(overlay: Overlay, name: string, input: unknown) {
  const { url, body, headers } = buildRequest(operationIn(overlay, name), input, {
    baseUrl: 'https://api.acme.example',
    idempotencyKey: 'key-1',
  });
  return { url, headers, body: typeof body === 'string' ? JSON.parse(body) : body };
}

const propertiesOf = ({ input }: Operation) => (typeof input === 'object' ? (input.properties ?? {}) : {});

describe('the form', () => {
  it('has the fields of the body beside the parameters, what must be given first', () => {
    const operation = operationIn({}, 'createOrder');
    expect(orderedFields(operation.input)).toEqual(['total', 'source', 'notify', 'customer', 'items']);
    expect(sentBy({}, 'createOrder', { total: 5, source: 'web', notify: true })).toMatchObject({
      url: 'https://api.acme.example/orders?notify=true',
      body: { total: 5, source: 'web' },
    });
  });

  it('keeps the body as it is where that is asked for', () => {
    const overlay = { defaults: { isBodyFlat: false } };
    expect(orderedFields(operationIn(overlay, 'createOrder').input)).toEqual(['body', 'notify']);
    expect(sentBy(overlay, 'createOrder', { body: { total: 5, source: 'web' } }).body).toEqual({
      total: 5,
      source: 'web',
    });
  });

  it('has what is said of its fields, deep ones too, and leaves their other uses as they were', () => {
    const operation = operationIn(
      {
        operations: {
          createOrder: {
            order: ['customer'],
            fields: {
              total: { title: 'Sum', description: 'In euros.', example: 12 },
              'customer.email': { isRequired: true, title: 'Where to write' },
              'items[].sku': { title: 'Article', isBasic: true },
              'items[]': { title: 'Line' },
              notify: { widget: 'choices', when: { field: 'source', is: ['web'] } },
            },
          },
        },
      },
      'createOrder',
    );
    expect(orderedFields(operation.input)).toEqual(['customer', 'total', 'source', 'notify', 'items']);
    expect(propertiesOf(operation)).toMatchObject({
      total: { title: 'Sum', description: 'In euros.', examples: [12] },
      customer: { properties: { email: { title: 'Where to write' } }, required: ['name', 'email'] },
      items: { items: { title: 'Line', properties: { sku: { title: 'Article', 'x-patchbay-basic': true } } } },
      notify: { 'x-patchbay-when': { field: 'source', is: ['web'] } },
    });
    expect(operation.input).toMatchObject({ $defs: { Person: { required: ['name'] } } });
  });

  it('sends what is fixed and what is hidden, and asks for neither', () => {
    const overlay: Overlay = {
      operations: {
        createOrder: {
          fields: {
            source: { fixed: 'patchbay' },
            notify: { isHidden: true, default: false },
            'items[].sku': { default: 'none' },
            'customer.name': { default: 'Nobody' },
          },
        },
      },
    };
    const operation = operationIn(overlay, 'createOrder');
    expect(Object.keys(propertiesOf(operation))).not.toContain('source');
    expect(hintsOf(propertiesOf(operation).notify ?? true)['x-patchbay-widget']).toBe('hidden');
    expect(sentBy(overlay, 'createOrder', { total: 1, source: 'else', items: [{}, { sku: 'a' }] })).toMatchObject({
      url: 'https://api.acme.example/orders?notify=false',
      body: { total: 1, source: 'patchbay', items: [{ sku: 'none' }, { sku: 'a' }] },
    });
    expect(sentBy(overlay, 'createOrder', { total: 1, customer: {} }).body).toMatchObject({
      customer: { name: 'Nobody' },
    });
  });

  it('has fields that only help to fill others, and sends them nowhere', () => {
    const overlay: Overlay = {
      operations: {
        createOrder: {
          order: ['shop', 'source'],
          aids: {
            shop: { title: 'Shop', description: 'Whose sources are offered.', lookup: { operation: 'get_orders' } },
          },
        },
      },
    };
    const operation = operationIn(overlay, 'createOrder');
    expect(orderedFields(operation.input).slice(0, 2)).toEqual(['shop', 'source']);
    expect(propertiesOf(operation).shop).toMatchObject({
      title: 'Shop',
      'x-patchbay-lookup': {},
      'x-patchbay-aid': true,
    });
    const sent = sentBy(overlay, 'createOrder', { shop: '7', total: 5, source: 'web' });
    expect(sent).toMatchObject({ url: 'https://api.acme.example/orders', body: { total: 5, source: 'web' } });
    expect(connectorProblems(fromOpenApi(JSON.stringify(description), { id: 'acme', overlay }))).toEqual([]);
  });

  it('asks its lookups of operations by their names in saved steps', () => {
    const operation = operationIn(
      {
        operations: {
          get_orders: { name: 'listOrders' },
          createOrder: { fields: { source: { lookup: { operation: 'get_orders', value: 'id' } } } },
        },
      },
      'createOrder',
    );
    expect(propertiesOf(operation).source).toMatchObject({
      'x-patchbay-lookup': { operation: 'listOrders', value: 'id' },
    });
  });
});

describe('the list of operations', () => {
  const overlay: Overlay = {
    name: 'Acme Shop',
    category: 'commerce',
    auth: [{ kind: 'apiKey', in: 'query', name: 'status' }],
    operations: {
      get_orders: { name: 'listOrders', title: 'List orders', group: 'Sales', effect: 'read', keywords: ['purchases'] },
      getReport: { isHidden: true },
    },
  };

  it('has their new names and titles, and says which are hidden', () => {
    const { connector, operations, operation } = read(overlay);
    expect(connector).toMatchObject({ name: 'Acme Shop', category: 'commerce', auth: overlay.auth });
    expect(operations.map(({ name, isHidden }) => [name, isHidden])).toEqual([
      ['listOrders', undefined],
      ['createOrder', undefined],
      ['startReport', undefined],
      ['getReport', true],
    ]);
    expect(operation('listOrders')).toMatchObject({ title: 'List orders', group: 'Sales', needsConnection: true });
    expect(operation('get_orders')).toBeUndefined();
  });

  it('fills what signs a request itself', () => {
    expect(Object.keys(propertiesOf(operationIn(overlay, 'listOrders')))).not.toContain('status');
  });

  it('says what does not fit', () => {
    const opened = read({
      operations: {
        gone: { title: 'Gone' },
        createOrder: {
          name: 'getReport',
          order: ['nothing'],
          fields: { 'customer.age': { title: 'Age' }, source: { lookup: { operation: 'nobody' } } },
          output: { at: 'order.total' },
        },
        get_orders: { paging: { style: 'link', items: 'rows' } },
      },
    });
    opened.operation('createOrder');
    opened.operation('get_orders');
    expect(opened.problems).toEqual(
      expect.arrayContaining([
        'Something was added to the operation "gone", which is not there.',
        'Two operations would be called "getReport", so one of them keeps its name.',
        'What was added to "createOrder" does not fit: it has no field "customer.age".',
        'What was added to "createOrder" does not fit: "source" looks things up with "nobody", which is not there.',
        'What was added to "createOrder" does not fit: its order names the field "nothing", which it does not have.',
        'What was added to "createOrder" does not fit: its answer has nothing at "order.total".',
        'What was added to "get_orders" does not fit: its answer has no list at "rows".',
      ]),
    );
  });
});

describe('request and answer', () => {
  it('carries fixed headers, the key that makes a call safe to repeat, and the rules for answers', () => {
    const overlay: Overlay = {
      defaults: {
        headers: { 'Acme-Version': '3' },
        answer: { message: 'error.text', advice: { a: { retry: 'later' } } },
      },
      operations: {
        createOrder: { idempotencyHeader: 'Idempotency-Key', answer: { advice: { b: { sentence: 'Wait.' } } } },
      },
    };
    const operation = operationIn(overlay, 'createOrder');
    expect(operation).toMatchObject({
      repeat: 'key',
      answerRules: { message: 'error.text', advice: { a: { retry: 'later' }, b: { sentence: 'Wait.' } } },
    });
    expect(sentBy(overlay, 'createOrder', { total: 1, source: 'x' }).headers).toMatchObject({
      'acme-version': '3',
      'idempotency-key': 'key-1',
    });
  });

  it('gives a list where the API gives pages, and asks how much of it', () => {
    const operation = operationIn(
      {
        operations: {
          get_orders: {
            paging: {
              style: 'cursor',
              items: 'data',
              next: 'next',
              to: { in: 'query', name: 'after' },
              size: { in: 'query', name: 'limit', most: 50 },
            },
          },
        },
      },
      'get_orders',
    );
    expect(orderedFields(operation.input)).toEqual(['status', 'pages']);
    expect(operation.output).toMatchObject({
      properties: { items: { items: { $ref: '#/$defs/Order' } }, count: {}, hasMore: {} },
      $defs: { Order: {}, Person: {} },
    });
  });

  it('gives a part of the answer under names of its own', () => {
    const part = { at: 'order', pick: { id: 'id', mail: 'customer.email' } };
    const { output } = operationIn({ operations: { createOrder: { output: part } } }, 'createOrder');
    expect(output).toMatchObject({ properties: { id: { type: 'string' }, mail: { type: 'string' } } });
  });

  it('gives what a long call gives at its end', () => {
    const { output, longRunning } = operationIn(
      {
        operations: {
          getReport: { name: 'reportState', isHidden: true },
          startReport: {
            output: { at: 'result' },
            longRunning: { operation: 'getReport', input: { id: { from: 'id' } }, state: 'status', done: ['ready'] },
          },
        },
      },
      'startReport',
    );
    expect(longRunning).toMatchObject({ operation: 'reportState' });
    expect(output).toMatchObject({ properties: { url: { type: 'string' } } });
  });

  it('makes a connector that is sound', () => {
    const overlay: Overlay = {
      auth: [],
      operations: {
        get_orders: {
          name: 'listOrders',
          paging: {
            style: 'page',
            items: 'data',
            to: { in: 'query', name: 'page' },
            size: { in: 'query', name: 'limit', most: 9 },
          },
        },
        createOrder: { fields: { source: { fixed: 'patchbay' } }, output: { at: 'order' } },
      },
    };
    expect(connectorProblems(fromOpenApi(JSON.stringify(description), { id: 'acme', overlay }))).toEqual([]);
  });
});
