import { buildRequest, type HttpRequest, type Operation, readResponse, sampleFromSchema } from '@patchbay/connector';
import { describe, expect, it } from 'vitest';
import { readDescription } from './readDescription.ts';

const options = { id: 'x', sourceUrl: 'https://docs.acme.test/api/openapi.json' };

function read(document: object) {
  return readDescription(JSON.stringify({ openapi: '3.1.0', info: { title: 'Acme' }, ...document }), options);
}

function open(document: object, name: string): Operation {
  const operation = read(document).operation(name);
  if (operation === undefined) throw new Error(`there is no ${name}`);
  return operation;
}

function request(operation: Operation, input: object): HttpRequest {
  return buildRequest(operation, input, { baseUrl: 'https://acme.test', idempotencyKey: 'k' });
}

const text = (body: HttpRequest['body']) =>
  body instanceof Uint8Array ? new TextDecoder().decode(body) : String(body);

describe('every way to write a parameter', () => {
  const get = (parameter: object) =>
    open({ paths: { '/a/{p}': { get: { operationId: 'get', parameters: [parameter] } } } }, 'get');
  const list = { type: 'array', items: { type: 'string' } };

  it.each<[string, object, unknown, string]>([
    ['simple', { name: 'p', in: 'path', schema: list }, ['a', 'b/c'], '/a/a,b%2Fc'],
    ['label', { name: 'p', in: 'path', style: 'label', explode: true, schema: list }, ['a', 'b'], '/a/.a.b'],
    ['matrix', { name: 'p', in: 'path', style: 'matrix', schema: {} }, { x: 1, y: 2 }, '/a/;p=x,1,y,2'],
    ['reserved signs in a path', { name: 'p', in: 'path', allowReserved: true, schema: {} }, 'x/y?#z', '/a/x/y%3F%23z'],
    ['form', { name: 'q', in: 'query', schema: list }, ['a', 'b'], '/a/1?q=a&q=b'],
    ['form, not exploded', { name: 'q', in: 'query', explode: false, schema: list }, ['a', 'b'], '/a/1?q=a,b'],
    ['space', { name: 'q', in: 'query', style: 'spaceDelimited', schema: list }, ['a', 'b'], '/a/1?q=a%20b'],
    ['pipe', { name: 'q', in: 'query', style: 'pipeDelimited', schema: list }, ['a', 'b'], '/a/1?q=a%7Cb'],
    [
      'deep object, nested',
      { name: 'q', in: 'query', style: 'deepObject', schema: {} },
      { a: { b: ['c', 'd'] }, e: 1 },
      '/a/1?q[a][b][0]=c&q[a][b][1]=d&q[e]=1',
    ],
    [
      'reserved signs',
      { name: 'q', in: 'query', allowReserved: true, schema: {} },
      'a/b:c&d=e#f',
      '/a/1?q=a/b:c%26d=e%23f',
    ],
    [
      'JSON',
      { name: 'q', in: 'query', content: { 'application/json': { schema: {} } } },
      { a: 1 },
      '/a/1?q=%7B%22a%22%3A1%7D',
    ],
    [
      'the whole query (3.2)',
      { name: 'q', in: 'querystring', content: { 'application/x-www-form-urlencoded': { schema: {} } } },
      { a: 1, b: 'c' },
      '/a/1?a=1&b=c',
    ],
    [
      'the whole query as JSON (3.2)',
      { name: 'q', in: 'querystring', content: { 'application/json': { schema: {} } } },
      { a: 1 },
      '/a/1?%7B%22a%22%3A1%7D',
    ],
  ])('%s', (...[, parameter, value, path]) => {
    const { name } = Object(parameter);
    const { url } = request(get(parameter), { p: 1, [name]: value });
    expect(url).toBe(`https://acme.test${path}`);
  });

  it('lets no value of a path with slashes climb out of it', () => {
    const operation = get({ name: 'p', in: 'path', allowReserved: true, schema: {} });
    expect(() => request(operation, { p: 'x/../../secret' })).toThrow('may not be');
  });
});

describe('every kind of body', () => {
  const post = (content: object, required = false) =>
    open({ paths: { '/a': { post: { operationId: 'post', requestBody: { content, required } } } } }, 'post');
  const file = { type: 'string', format: 'binary' };

  it('writes the parts of a form as the description says', () => {
    const operation = post({
      'application/x-www-form-urlencoded': {
        schema: { type: 'object' },
        encoding: {
          tags: { style: 'pipeDelimited' },
          ids: { explode: false },
          filter: { contentType: 'application/json' },
          next: { allowReserved: true },
        },
      },
    });
    const body = {
      tags: ['a', 'b'],
      ids: [1, 2],
      filter: { x: 1 },
      next: 'https://a.test/?b',
      address: { city: 'Berlin' },
      list: ['x', 'y'],
    };
    expect(request(operation, { body }).body).toBe(
      'tags=a%7Cb&ids=1,2&filter=%7B%22x%22%3A1%7D&next=https://a.test/?b&address[city]=Berlin&list=x&list=y',
    );
  });

  it('gives each part of a multipart body its type and headers, the described ones first', () => {
    const operation = post({
      'multipart/form-data': {
        schema: { type: 'object', properties: { file, about: { type: 'object' } } },
        encoding: {
          about: { contentType: 'application/json', headers: { 'X-Kind': { schema: { const: 'meta' } } } },
          file: { contentType: 'image/png, image/jpeg' },
        },
      },
    });
    const written = text(request(operation, { body: { file: { base64: 'aGk=' }, about: ['x'] } }).body);
    expect(
      written.match(/(?<!file)name="\w+"|content-type: .*|x-kind: .*|\["x"\]|hi/g)?.map((line) => line.trim()),
    ).toEqual([
      'name="about"',
      'x-kind: meta',
      'content-type: application/json',
      '["x"]',
      'name="file"',
      'content-type: image/png',
      'hi',
    ]);
  });

  it('lets a person choose where the ways differ, and takes the best unasked', () => {
    const operation = post(
      {
        'multipart/form-data': { schema: { type: 'object', properties: { file } } },
        'application/json': { schema: { type: 'object', properties: { url: { type: 'string' } } } },
        'application/xml': { schema: { type: 'object', properties: { url: { type: 'string' } } } },
      },
      true,
    );
    const { properties } = Object(operation.input);
    expect(properties.send_as).toMatchObject({
      enum: ['application/json', 'multipart/form-data'],
      default: 'application/json',
    });
    expect(properties.body2['x-patchbay-when']).toEqual({ field: 'send_as', is: ['multipart/form-data'] });
    expect(request(operation, { body: { url: 'u' } }).body).toBe('{"url":"u"}');
    const other = request(operation, { send_as: 'multipart/form-data', body2: { file: { base64: 'aGk=' } } });
    expect(other.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(() => request(operation, { send_as: 'multipart/form-data', body: { url: 'u' } })).toThrow('Body is empty');
  });

  it('asks nothing where the ways are the same fields in another dress', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } } };
    const operation = post({ 'application/x-www-form-urlencoded': { schema }, 'application/json': { schema } });
    expect(operation.request?.otherBodies).toBeUndefined();
    expect(operation.request?.body?.encoding).toBe('json');
  });

  it('writes lists as lines of JSON (3.2)', () => {
    const operation = post({ 'application/jsonl': { itemSchema: { type: 'object' } } });
    expect(Object(operation.input).properties.body).toMatchObject({ type: 'array', items: { type: 'object' } });
    expect(request(operation, { body: [{ a: 1 }, { b: 2 }] }).body).toBe('{"a":1}\n{"b":2}\n');
  });
});

describe('OpenAPI 3.2', () => {
  const document = {
    openapi: '3.2.0',
    $self: 'https://acme.test/apis/shop.json',
    servers: [{ url: './v2' }],
    tags: [
      { name: 'orders', summary: 'Orders', parent: 'sales' },
      { name: 'sales', summary: 'Sales' },
    ],
    paths: {
      '/orders': {
        query: {
          operationId: 'searchOrders',
          tags: ['orders'],
          requestBody: {
            content: {
              'application/json': { schema: { $ref: 'https://acme.test/apis/shop.json#/components/schemas/Query' } },
            },
          },
          responses: {
            200: {
              content: {
                'application/jsonl': { itemSchema: { type: 'object', properties: { id: { type: 'integer' } } } },
              },
            },
          },
        },
        additionalOperations: { COPY: { operationId: 'copyOrder' }, 'EVIL CALL': { operationId: 'evil' } },
      },
    },
    components: { schemas: { Query: { type: 'object', properties: { text: { type: 'string' } } } } },
  };

  it('has its new methods, references to itself, tags inside tags and lines read', () => {
    const description = read(document);
    expect(description.connector.baseUrl).toBe('https://acme.test/apis/v2');
    expect(description.operations.map(({ name, method, group, effect }) => [name, method, group, effect])).toEqual([
      ['searchOrders', 'QUERY', 'Sales: Orders', 'read'],
      ['copyOrder', 'COPY', 'Orders', 'create'],
    ]);
    const search = open(document, 'searchOrders');
    expect(search.repeat).toBe('natural');
    expect(Object(search.input).properties.body.properties.text.title).toBe('Text');
    expect(search.output).toMatchObject({ type: 'array', items: { properties: { id: { type: 'integer' } } } });
    const bytes = new TextEncoder().encode('{"id":1}\n{"id":2}\n');
    const answer = { status: 200, headers: { 'content-type': 'application/jsonl' }, body: bytes };
    expect(readResponse(search, answer)).toEqual([{ id: 1 }, { id: 2 }]);
    expect(description.problems).toEqual([
      'It has an operation of the kind EVIL CALL, which is not known. It is left out.',
      'It does not say how to sign in.',
    ]);
  });
});

describe('where an API is', () => {
  it('keeps every address with the parts that are a person’s own', () => {
    const servers = [
      {
        url: 'https://{tenant}.acme.test:{port}/v1/',
        description: 'Production',
        variables: { tenant: { description: 'Yours.' }, port: { default: '443' } },
      },
      { url: '/sandbox', name: 'Tests' },
      { url: '{scheme}://acme.test', variables: { scheme: { enum: ['https', 'http'] } } },
      { url: 'ftp://acme.test' },
    ];
    const { connector, problems } = read({ servers, paths: { '/a': { get: {} } } });
    expect(connector.baseUrl).toBeUndefined();
    expect(connector.servers).toEqual([
      {
        url: 'https://{tenant}.acme.test:{port}/v1',
        title: 'Production',
        variables: [
          { name: 'tenant', title: 'Tenant', description: 'Yours.' },
          { name: 'port', title: 'Port', default: '443' },
        ],
      },
      { url: 'https://docs.acme.test/sandbox', title: 'Tests' },
      {
        url: '{scheme}://acme.test',
        variables: [{ name: 'scheme', title: 'Scheme', default: 'https', choices: ['https', 'http'] }],
      },
    ]);
    expect(problems[0]).toBe('It does not say where the API is. Its address must be given by hand.');
  });

  it('reads the address of one operation against that of the API', () => {
    const paths = { '/a': { get: { operationId: 'a', servers: [{ url: '/other' }] }, put: { operationId: 'b' } } };
    const document = { servers: [{ url: 'https://acme.test/v1' }], paths };
    expect(open(document, 'a').request?.path).toBe('https://acme.test/other/a');
    expect(open(document, 'b').request?.path).toBe('/a');
  });
});

describe('how people sign in', () => {
  const securitySchemes = {
    id: { type: 'apiKey', in: 'header', name: 'X-App-Id' },
    key: { type: 'apiKey', in: 'header', name: 'X-App-Key' },
    token: { type: 'http', scheme: 'Token', description: 'Find it in your settings. Keep it safe.' },
    cert: { type: 'mutualTLS' },
    oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://id.acme.test/.well-known/openid-configuration' },
    oauth: {
      type: 'oauth2',
      flows: {
        authorizationCode: {
          authorizationUrl: 'https://id.acme.test/a',
          tokenUrl: 'https://id.acme.test/t',
          refreshUrl: 'https://id.acme.test/r',
          scopes: { read: '', write: '' },
        },
        clientCredentials: { tokenUrl: 'https://id.acme.test/t', scopes: { read: '' } },
        deviceAuthorization: {
          deviceAuthorizationUrl: 'https://id.acme.test/d',
          tokenUrl: 'https://id.acme.test/t',
          scopes: {},
        },
        implicit: { authorizationUrl: 'https://id.acme.test/a', scopes: {} },
      },
    },
    digest: { type: 'http', scheme: 'digest' },
  };
  const document = {
    components: { securitySchemes },
    security: [{ id: [], key: [] }, { oauth: ['read'] }],
    paths: {
      '/a': {
        get: { operationId: 'read' },
        post: { operationId: 'write', security: [{ oauth: ['read', 'write'] }] },
        put: { operationId: 'open', security: [] },
      },
    },
  };

  it('keeps every way, several at once included, and says which it cannot use', () => {
    const { connector, problems } = read(document);
    expect(connector.auth.map(({ kind, ...rest }) => ('grant' in rest ? `${kind} ${rest.grant}` : kind))).toEqual([
      'apiKey',
      'apiKey',
      'bearer',
      'mutualTls',
      'oauth2',
      'bearer',
      'oauth2 authorizationCode',
      'oauth2 deviceCode',
      'oauth2 clientCredentials',
      'together',
    ]);
    expect(connector.auth[2]).toEqual({
      kind: 'bearer',
      prefix: 'Token',
      description: 'Find it in your settings. Keep it safe.',
    });
    expect(connector.auth[4]).toMatchObject({ discoveryUrl: 'https://id.acme.test/.well-known/openid-configuration' });
    expect(connector.auth[6]).toMatchObject({ refreshUrl: 'https://id.acme.test/r', scopes: ['read', 'write'] });
    expect(connector.auth.at(-1)).toMatchObject({ ways: [{ name: 'X-App-Id' }, { name: 'X-App-Key' }] });
    expect(problems).toEqual(
      expect.arrayContaining([
        'It can be signed in to by a certificate (mutual TLS), which Patchbay cannot send yet.',
        'Signing in by "digest" is not supported.',
      ]),
    );
  });

  it('tells what each operation needs to be allowed', () => {
    const scopes = ['read', 'write', 'open'].map((name) => open(document, name).scopes);
    expect(scopes).toEqual([['read'], ['read', 'write'], undefined]);
  });
});

describe('kinds of one thing', () => {
  const schemas = {
    Pet: {
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
      discriminator: { propertyName: 'petType', mapping: { kitty: '#/components/schemas/Cat' } },
    },
    Cat: {
      type: 'object',
      properties: { petType: { type: 'string' }, lives: { type: 'integer' } },
      required: ['petType'],
    },
    Dog: { type: 'object', properties: { petType: { type: 'string', enum: ['Hound'] } } },
    Vehicle: {
      type: 'object',
      properties: { kind: { type: 'string' } },
      required: ['kind'],
      discriminator: { propertyName: 'kind' },
    },
    Car: {
      allOf: [{ $ref: '#/components/schemas/Vehicle' }, { type: 'object', properties: { doors: { type: 'integer' } } }],
    },
    Sports_car: { allOf: [{ $ref: '#/components/schemas/Car' }] },
  };
  const post = (schema: object) => ({
    post: { operationId: 'post', requestBody: { required: true, content: { 'application/json': { schema } } } },
  });

  it('have words, and the value of the field that tells them apart', () => {
    const schema = { type: 'object', properties: { pet: { $ref: '#/components/schemas/Pet' } }, required: ['pet'] };
    const { input } = open({ paths: { '/a': post(schema) }, components: { schemas } }, 'post');
    const { Pet } = Object(input).$defs;
    expect(Pet['x-patchbay-variants']).toEqual({ by: 'petType' });
    expect(Pet.oneOf).toEqual([
      { $ref: '#/$defs/Cat', title: 'Cat', properties: { petType: { const: 'kitty' } }, required: ['petType'] },
      { $ref: '#/$defs/Dog', title: 'Dog' },
    ]);
    expect(sampleFromSchema(input, { fields: 'required' })).toEqual({ body: { pet: { petType: 'kitty' } } });
  });

  it('are found where a schema only says that there are some', () => {
    const { input } = open(
      { paths: { '/a': post({ $ref: '#/components/schemas/Vehicle' }) }, components: { schemas } },
      'post',
    );
    const { body } = Object(input).properties;
    expect(body.anyOf.map(({ title }: { title: string }) => title)).toEqual(['Car', 'Sports car', 'Another kind']);
    expect(sampleFromSchema(input, { fields: 'required' })).toEqual({ body: { kind: 'Car' } });
    expect(JSON.stringify(input).length).toBeLessThan(3_000);
  });
});

describe('what an API sends by itself', () => {
  const order = { type: 'object', properties: { id: { type: 'string' } } };
  const sent = {
    post: {
      summary: 'New order',
      requestBody: { content: { 'application/json': { schema: order, example: { id: 'o_1' } } } },
    },
  };

  it('is a trigger, whose output is what is sent', () => {
    const document = {
      webhooks: { orderMade: sent },
      paths: {
        '/subscribe': {
          post: {
            operationId: 'subscribe',
            summary: 'Subscribe',
            callbacks: { onEvent: { '{$request.body#/url}': sent } },
          },
        },
      },
    };
    const description = read(document);
    expect(description.operations.map(({ name, kind, title }) => [name, kind, title])).toEqual([
      ['subscribe', 'call', 'Subscribe'],
      ['webhook-orderMade', 'trigger', 'When it sends “New order”'],
      ['callback-subscribe-onEvent', 'trigger', 'When it sends “New order”'],
    ]);
    const trigger = description.operation('webhook-orderMade');
    expect(trigger).toMatchObject({ kind: 'trigger', startedBy: 'request', output: order, sample: { id: 'o_1' } });
    expect(description.operation('callback-subscribe-onEvent')?.webhook?.instructions).toContain('“Subscribe”');
  });

  it('is enough of an API', () => {
    expect(read({ webhooks: { orderMade: sent } }).operations).toHaveLength(1);
  });
});
