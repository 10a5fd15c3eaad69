import { buildRequest, fileSchema, type Operation } from '@patchbay/connector';
import { connectorProblems } from '@patchbay/connector/testing';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { fromOpenApi, readDescription } from './readDescription.ts';

/** A small shop as its maker would describe it, in OpenAPI 3.1. */
const shop = {
  openapi: '3.1.0',
  info: { title: 'Corner Shop REST API', version: '2.4', description: 'Orders and parcels. Nothing else.' },
  servers: [{ url: 'https://{region}.shop.test/v2/', variables: { region: { default: 'eu', enum: ['eu', 'us'] } } }],
  security: [{ token: [] }],
  paths: {
    '/orders/{orderId}': {
      parameters: [{ name: 'orderId', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        operationId: 'getOrder',
        summary: 'Find an order.',
        tags: ['orders'],
        parameters: [
          { name: 'expand', in: 'query', explode: false, schema: { type: 'array', items: { type: 'string' } } },
          { name: 'filter', in: 'query', content: { 'application/json': { schema: { type: 'object' } } } },
          { name: 'Accept', in: 'header', schema: { type: 'string' } },
        ],
        responses: {
          '200': {
            description: 'The order.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' }, example: { id: 'o_1' } } },
          },
        },
      },
      delete: { responses: { '204': { description: 'Gone.' } } },
    },
    '/orders': {
      post: {
        operationId: 'createOrder',
        parameters: [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } }],
        requestBody: {
          required: true,
          content: {
            'application/xml': { schema: { type: 'string' } },
            'application/json': { schema: { $ref: '#/components/schemas/NewOrder' } },
          },
        },
        responses: { '201': { description: 'Made.', content: { 'application/json': {} } } },
      },
      get: { operationId: 'getOrder', security: [], responses: {} },
    },
  },
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer' },
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
    },
    schemas: {
      Order: {
        type: 'object',
        properties: {
          id: { type: 'string', readOnly: true },
          parent: { $ref: '#/components/schemas/Order' },
          lines: { type: 'array', items: { $ref: '#/components/schemas/Line' } },
        },
        required: ['id'],
      },
      NewOrder: {
        allOf: [{ $ref: '#/components/schemas/Order' }],
        properties: { note: { type: 'string' }, first_name: { title: 'first_name_param', type: ['string', 'null'] } },
      },
      Line: { type: 'object', properties: { sku: { type: 'string' }, order: { $ref: '#/components/schemas/Order' } } },
    },
  },
};

function open(document: object, name: string): Operation {
  const operation = readDescription(JSON.stringify(document), { id: 'shop' }).operation(name);
  if (operation === undefined) throw new Error(`there is no ${name}`);
  return operation;
}

describe('a 3.1 description', () => {
  const description = readDescription(JSON.stringify(shop), { id: 'shop' });

  it('becomes a connector with a name, an address and ways to sign in', () => {
    expect(description.connector).toEqual({
      id: 'shop',
      version: '2.4',
      name: 'Corner Shop',
      description: 'Orders and parcels. Nothing else.',
      category: 'commerce',
      baseUrl: 'https://eu.shop.test/v2',
      servers: [
        {
          url: 'https://{region}.shop.test/v2',
          variables: [{ name: 'region', title: 'Region', default: 'eu', choices: ['eu', 'us'] }],
        },
      ],
      auth: [{ kind: 'bearer' }, { kind: 'apiKey', in: 'header', name: 'X-Key' }],
    });
  });

  it('lists its operations by names that stay apart', () => {
    expect(description.operations.map(({ name, title, group, effect }) => [name, title, group, effect])).toEqual([
      ['getOrder', 'Find an order', 'Orders', 'read'],
      ['delete-orders-orderId', 'Delete order', 'Orders', 'delete'],
      ['getOrder-2', 'Get order', 'Orders', 'read'],
      ['createOrder', 'Create order', 'Orders', 'create'],
    ]);
  });

  it('tells a list that is made from a list that is read', () => {
    const responses = { 200: { description: 'Done.' } };
    const post = (summary: string) => ({ post: { summary, operationId: 'lists', responses } });
    const paths = { '/lists': post('Create list'), '/search/lists': post('Search lists') };
    const { operations } = readDescription(JSON.stringify({ ...shop, paths }), { id: 'shop' });
    expect(operations.map(({ effect }) => effect)).toEqual(['create', 'read']);
  });

  it('makes one field of each parameter, what must be given first, and leaves out what is not for people', () => {
    expect(open(shop, 'getOrder').input).toEqual({
      type: 'object',
      properties: {
        orderId: { type: 'string', title: 'Order ID' },
        expand: { type: 'array', items: { type: 'string' }, title: 'Expand' },
        filter: { type: 'object', title: 'Filter', 'x-patchbay-widget': 'fields' },
      },
      required: ['orderId'],
      additionalProperties: false,
      'x-patchbay-order': ['orderId', 'expand', 'filter'],
    });
  });

  it('writes the request the way the description says', () => {
    const input = { orderId: 'a/b', expand: ['x', 'y'], filter: { n: 1 } };
    const { url } = buildRequest(open(shop, 'getOrder'), input, { baseUrl: 'https://shop.test', idempotencyKey: 'k' });
    expect(url).toBe('https://shop.test/orders/a%2Fb?expand=x,y&filter=%7B%22n%22%3A1%7D');
  });

  it('prefers JSON, fills the idempotency key itself, and hides what only answers have', () => {
    const create = open(shop, 'createOrder');
    expect(create).toMatchObject({
      repeat: 'key',
      needsConnection: true,
      request: { idempotencyHeader: 'idempotency-key', body: { contentType: 'application/json', encoding: 'json' } },
    });
    const { properties, $defs } = Object(create.input);
    expect(Object.keys(properties)).toEqual(['body']);
    expect(Object.keys($defs.Order.properties)).toEqual(['parent', 'lines']);
    expect($defs.Order).not.toHaveProperty('required');
    expect(properties.body.properties.first_name).toEqual({ type: ['string', 'null'], title: 'First name' });
  });

  it('keeps circles as references, and takes the example as the sample', () => {
    const { output, sample } = open(shop, 'getOrder');
    expect(Object(output).properties.parent).toEqual({ $ref: '#/$defs/Order' });
    expect(Object.keys(Object(output).$defs)).toEqual(['Order', 'Line']);
    expect(sample).toEqual({ id: 'o_1' });
  });

  it('asks for an account only where the operation does', () => {
    expect(open(shop, 'getOrder').needsConnection).toBe(true);
    expect(open(shop, 'getOrder-2').needsConnection).toBeUndefined();
  });

  it('answers null where there is no content', () => {
    expect(open(shop, 'delete-orders-orderId')).toMatchObject({ output: { type: 'null' }, repeat: 'natural' });
  });

  it('gives nothing for a name it does not have', () => {
    for (const name of ['nothing', '__proto__', 'constructor', '']) expect(description.operation(name)).toBeUndefined();
  });

  it('reads the same from YAML, bytes and a byte order mark', () => {
    const whole = fromOpenApi(JSON.stringify(shop), { id: 'shop' });
    expect(connectorProblems(whole)).toEqual([]);
    expect(fromOpenApi(stringify(shop), { id: 'shop' })).toEqual(whole);
    expect(fromOpenApi(new TextEncoder().encode(`\uFEFF${JSON.stringify(shop)}`), { id: 'shop' })).toEqual(whole);
  });
});

describe('a 3.0 description', () => {
  const schemas = {
    Money: {
      type: 'object',
      properties: {
        amount: { type: 'number', minimum: 0, exclusiveMinimum: true, nullable: true },
        currency: { type: 'string', enum: ['EUR', 'USD'], nullable: true, pattern: '(?i)eur' },
        owner: { $ref: '#/components/schemas/Money', nullable: true, description: 'Whose it is.' },
        kind: { type: 'string', enum: [] },
        country: { type: 'string', enum: [false, 'DE'], default: 7, example: 'DE' },
        size: { type: 'integer', maximum: '10', required: true },
      },
      required: ['amount', 'amount'],
    },
  };
  const post = {
    requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Money' } } } },
    responses: {},
  };
  const document = {
    openapi: '3.0.3',
    info: { title: 'Bank' },
    paths: { '/money': { post, get: post } },
    components: { schemas },
  };

  it('has its old words translated and its mistakes left out', () => {
    const { body } = Object(open(document, 'post-money').input).properties;
    expect(body.required).toEqual(['amount']);
    expect(body.properties).toEqual({
      amount: { type: ['number', 'null'], exclusiveMinimum: 0, title: 'Amount' },
      currency: { type: ['string', 'null'], enum: ['EUR', 'USD', null], title: 'Currency' },
      owner: { anyOf: [{ $ref: '#/$defs/Money' }, { type: 'null' }], description: 'Whose it is.', title: 'Owner' },
      kind: { type: 'string', title: 'Kind' },
      country: { type: 'string', enum: [false, 'DE'], examples: ['DE'], title: 'Country' },
      size: { type: 'integer', maximum: 10, title: 'Size' },
    });
  });

  it('sends no body with GET, whatever it declares', () => {
    expect(open(document, 'get-money').request).toEqual({ method: 'GET', path: '/money', parameters: [] });
  });

  it('says what a person must still do', () => {
    expect(readDescription(JSON.stringify(document), { id: 'bank' }).problems).toEqual([
      'It does not say where the API is. Its address must be given by hand.',
      'It does not say how to sign in.',
    ]);
  });

  it('finds a relative address from where the text was found', () => {
    const sourceUrl = 'https://bank.test/docs/api.json';
    const read = (servers: object[]) =>
      readDescription(JSON.stringify({ ...document, servers }), { id: 'bank', sourceUrl });
    expect(read([{ url: '/v1' }]).connector.baseUrl).toBe('https://bank.test/v1');
    expect(read([{ url: '../v3/' }]).connector.baseUrl).toBe('https://bank.test/v3');
    expect(read([{ url: 'javascript:alert(1)' }]).connector.baseUrl).toBeUndefined();
  });

  it('sends an operation with a server of its own there', () => {
    const upload = { '/files': { servers: [{ url: 'https://files.bank.test/' }], put: { responses: {} } } };
    expect(open({ ...document, paths: upload }, 'put-files').request?.path).toBe('https://files.bank.test/files');
  });

  it('takes files as files and nested forms as the API wants them', () => {
    const content = (type: string, rest: object) => ({
      post: { requestBody: { content: { [type]: rest } }, responses: {} },
    });
    const file = {
      type: 'object',
      properties: { photo: { type: 'string', format: 'binary' }, note: { type: 'string' } },
    };
    const paths = {
      '/multipart': content('multipart/form-data', { schema: file }),
      '/deep': content('application/x-www-form-urlencoded', { schema: {}, encoding: { a: { style: 'deepObject' } } }),
      '/plain': content('application/x-www-form-urlencoded', { schema: {} }),
      '/bytes': content('image/png', { schema: { type: 'string', format: 'binary' } }),
      '/csv': content('text/csv', { schema: { type: 'string' } }),
      '/none': content('application/json', { schema: { type: 'object', properties: {}, additionalProperties: false } }),
    };
    const bodies = Object.keys(paths).map(
      (path) => open({ ...document, paths }, `post-${path.slice(1)}`).request?.body,
    );
    expect(bodies.map((body) => [body?.encoding, body?.lists])).toEqual([
      ['multipart', undefined],
      ['form', undefined],
      ['form', 'repeat'],
      ['binary', undefined],
      ['text', undefined],
      [undefined, undefined],
    ]);
    const { properties } = Object(open({ ...document, paths }, 'post-multipart').input).properties.body;
    expect(properties.photo).toMatchObject({ type: 'object', required: fileSchema.required, title: 'Photo' });
  });
});

describe('a Swagger 2.0 description', () => {
  const document = {
    swagger: '2.0',
    info: { title: 'Chat', version: '1' },
    host: 'chat.test',
    basePath: '/api/',
    schemes: ['http', 'https'],
    consumes: ['application/x-www-form-urlencoded'],
    produces: ['application/json'],
    securityDefinitions: {
      oauth: {
        type: 'oauth2',
        flow: 'accessCode',
        authorizationUrl: 'https://chat.test/a',
        tokenUrl: 'https://chat.test/t',
        scopes: { write: 'Write' },
      },
    },
    paths: {
      '/chat.post': {
        post: {
          operationId: 'chat_postMessage',
          parameters: [
            { name: 'token', in: 'header', type: 'string', required: true },
            { name: 'channel', in: 'formData', type: 'string', required: true, description: 'Where to.' },
            { name: 'tags', in: 'formData', type: 'array', items: { type: 'string' } },
            { $ref: '#/parameters/page' },
          ],
          responses: {
            '200': { schema: { $ref: '#/definitions/Message' }, examples: { 'application/json': { ok: true } } },
          },
        },
      },
      '/files': {
        put: {
          consumes: ['application/json'],
          parameters: [{ name: 'message', in: 'body', required: true, schema: { $ref: '#/definitions/Message' } }],
          responses: {},
        },
      },
    },
    parameters: {
      page: {
        name: 'ids',
        in: 'query',
        type: 'array',
        collectionFormat: 'pipes',
        items: { type: 'integer' },
        maxItems: 5,
      },
    },
    definitions: { Message: { type: 'object', properties: { ok: { type: 'boolean', 'x-nullable': true } } } },
  };

  it('has address, sign-in, parameters, form and answer read', () => {
    const { connector } = readDescription(JSON.stringify(document), { id: 'chat' });
    expect(connector.baseUrl).toBe('https://chat.test/api');
    expect(connector.auth).toEqual([
      {
        kind: 'oauth2',
        grant: 'authorizationCode',
        authorizeUrl: 'https://chat.test/a',
        tokenUrl: 'https://chat.test/t',
        scopes: ['write'],
      },
      { kind: 'bearer' },
    ]);
    const post = open(document, 'chat_postMessage');
    expect(post).toMatchObject({ effect: 'send', repeat: 'unsafe', sample: { ok: true } });
    expect(Object(post.output).properties.ok.type).toEqual(['boolean', 'null']);
    expect(Object(post.input).required).toEqual(['body']);
    expect(Object(post.input).properties).toMatchObject({
      body: {
        properties: { channel: { title: 'Channel', description: 'Where to.' }, tags: { type: 'array' } },
        required: ['channel'],
      },
      ids: { type: 'array', items: { type: 'integer' }, maxItems: 5 },
    });
    expect(post.request).toMatchObject({
      parameters: [{ name: 'ids', style: 'pipeDelimited', explode: false }],
      body: { encoding: 'form', lists: 'repeat' },
    });
  });

  it('never asks a person to type the token that the connected account holds', () => {
    const inputs = JSON.stringify(open(document, 'chat_postMessage').input);
    expect(inputs).not.toContain('token');
  });

  it('takes the one body parameter as the body', () => {
    expect(open(document, 'put-files')).toMatchObject({
      effect: 'update',
      input: {
        required: ['body'],
        properties: { body: { type: 'object', properties: { ok: { title: 'Ok' } }, title: 'Body' } },
      },
      request: { body: { contentType: 'application/json', input: 'body' } },
    });
  });
});
