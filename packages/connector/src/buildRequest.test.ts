import * as fc from 'fast-check';
import { parse } from 'qs';
import { describe, expect, it } from 'vitest';
import { buildRequest } from './buildRequest.ts';
import type { Operation } from './connector.ts';
import type { Parameter, RequestTemplate } from './request.ts';
import { attempt } from './testing.ts';

const options = { baseUrl: 'https://api.test/v1/', idempotencyKey: 'run-1/step' };

function operation(request: Partial<RequestTemplate>, rest: Partial<Operation> = {}): Operation {
  return {
    title: 'Find order',
    kind: 'call',
    effect: 'read',
    repeat: 'natural',
    input: true,
    output: true,
    request: { method: 'GET', path: '/orders', parameters: [], ...request },
    ...rest,
  };
}

function parameter(parameter: Partial<Parameter>): Parameter {
  return { input: 'v', name: 'v', in: 'query', style: 'form', explode: true, ...parameter };
}

function urlFor(template: Partial<Parameter>, value: unknown): string {
  const path = template.in === 'path' ? '/orders/{v}' : '/orders';
  const built = buildRequest(operation({ path, parameters: [parameter(template)] }), { v: value }, options);
  return built.url.replace('https://api.test/v1/orders', '');
}

const failureOf = (act: () => unknown) => attempt(act).failure;

describe('parameter styles', () => {
  const list = ['a', 'b c'];
  const object = { x: 1, y: 'z/w' };
  it.each<[string, Partial<Parameter>, unknown, string]>([
    ['simple text', { in: 'path', style: 'simple', explode: false }, 'a b', '/a%20b'],
    ['simple list', { in: 'path', style: 'simple', explode: false }, list, '/a,b%20c'],
    ['simple object', { in: 'path', style: 'simple', explode: false }, object, '/x,1,y,z%2Fw'],
    ['simple object, exploded', { in: 'path', style: 'simple', explode: true }, object, '/x=1,y=z%2Fw'],
    ['label text', { in: 'path', style: 'label', explode: false }, 'a', '/.a'],
    ['label list', { in: 'path', style: 'label', explode: false }, list, '/.a,b%20c'],
    ['label list, exploded', { in: 'path', style: 'label', explode: true }, list, '/.a.b%20c'],
    ['label object, exploded', { in: 'path', style: 'label', explode: true }, object, '/.x=1.y=z%2Fw'],
    ['matrix text', { in: 'path', style: 'matrix', explode: false }, 'a', '/;v=a'],
    ['matrix list', { in: 'path', style: 'matrix', explode: false }, list, '/;v=a,b%20c'],
    ['matrix list, exploded', { in: 'path', style: 'matrix', explode: true }, list, '/;v=a;v=b%20c'],
    ['matrix object', { in: 'path', style: 'matrix', explode: false }, object, '/;v=x,1,y,z%2Fw'],
    ['matrix object, exploded', { in: 'path', style: 'matrix', explode: true }, object, '/;x=1;y=z%2Fw'],
    ['form text', {}, 'a&b=c', '?v=a%26b%3Dc'],
    ['form number', {}, 3, '?v=3'],
    ['form list, exploded', {}, list, '?v=a&v=b%20c'],
    ['form list', { explode: false }, list, '?v=a,b%20c'],
    ['form object, exploded', {}, object, '?x=1&y=z%2Fw'],
    ['form object', { explode: false }, object, '?v=x,1,y,z%2Fw'],
    ['list with spaces', { style: 'spaceDelimited', explode: false }, list, '?v=a%20b%20c'],
    ['list with pipes', { style: 'pipeDelimited', explode: false }, list, '?v=a%7Cb%20c'],
    ['deep object', { style: 'deepObject' }, { gte: 1, in: ['a'] }, '?v[gte]=1&v[in][0]=a'],
    ['JSON', { json: true }, { a: 1 }, '?v=%7B%22a%22%3A1%7D'],
    ['an empty list', {}, [], ''],
    ['nothing', {}, null, ''],
  ])('writes %s', (...[, template, value, url]) => {
    expect(urlFor(template, value)).toBe(url);
  });

  it('writes headers and cookies, and never an encoded header', () => {
    const built = buildRequest(
      operation({
        parameters: [
          parameter({ input: 'tags', name: 'X-Tags', in: 'header', style: 'simple' }),
          parameter({ input: 'session', name: 'sid', in: 'cookie' }),
        ],
      }),
      { tags: ['a b', 'c'], session: 'x;y' },
      options,
    );
    expect(built.headers).toMatchObject({ 'x-tags': 'a b,c', cookie: 'sid=x%3By' });
  });
});

describe('bodies', () => {
  const body = { contentType: 'application/json', encoding: 'json', input: 'body' } as const;

  it('sends JSON with its content type and the idempotency key', () => {
    const built = buildRequest(
      operation({ method: 'POST', body, idempotencyHeader: 'Idempotency-Key' }),
      { body: { a: [1] } },
      options,
    );
    expect(built).toMatchObject({
      body: '{"a":[1]}',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'run-1/step' },
    });
  });

  it('sends no body where none is mapped, and none with GET', () => {
    expect(buildRequest(operation({ method: 'POST', body }), {}, options)).not.toHaveProperty('body');
    expect(buildRequest(operation({ body }), { body: { a: 1 } }, options)).not.toHaveProperty('body');
  });

  it('writes forms that a form parser reads back', () => {
    const form = { contentType: 'application/x-www-form-urlencoded', encoding: 'form', input: 'body' } as const;
    const key = fc.string({ minLength: 1, unit: fc.constantFrom(...'abxy_-.é &=') });
    const plain = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean());
    const leaf = fc.oneof(plain, fc.array(plain, { minLength: 1, maxLength: 4 }));
    const fields = fc.dictionary(key, fc.oneof(leaf, fc.dictionary(key, leaf, { minKeys: 1 })), { minKeys: 1 });
    fc.assert(
      fc.property(fields, (value) => {
        const built = buildRequest(operation({ method: 'POST', body: form }), { body: value }, options);
        const read = parse(String(built.body), { depth: 5, arrayLimit: 100, parameterLimit: 10_000 });
        expect(read).toEqual(JSON.parse(JSON.stringify(value), (_, it) => (isPlain(it) ? String(it) : it)));
      }),
    );
  });

  it('repeats the name of a list where the API wants that', () => {
    const form = { contentType: 'x', encoding: 'form', input: 'body', lists: 'repeat' } as const;
    const built = buildRequest(
      operation({ method: 'POST', body: form }),
      { body: { a: ['x', 'y'], b: [{ c: 1 }] } },
      options,
    );
    expect(built.body).toBe('a=x&a=y&b[0][c]=1');
  });

  it('sends files and fields as parts that no field can break out of', async () => {
    const multipart = { contentType: 'multipart/form-data', encoding: 'multipart', input: 'body' } as const;
    const fields = {
      note: 'a\r\n------patchbay-part-0-\r\n',
      'na"me': 'v',
      file: { base64: btoa('bytes'), name: 'a".pdf', contentType: 'application/pdf' },
    };
    const built = buildRequest(operation({ method: 'POST', body: multipart }), { body: fields }, options);
    const bytes = built.body instanceof Uint8Array ? new Uint8Array(built.body) : '';
    const form = await new Response(bytes, { headers: built.headers }).formData();
    expect([...form.keys()]).toEqual(['note', 'na"me', 'file']);
    expect(form.get('note')).toBe(fields.note);
    const file = form.get('file');
    expect(file).toMatchObject({ type: 'application/pdf', name: 'a".pdf' });
    expect(file instanceof Blob ? await file.text() : '').toBe('bytes');
  });

  it('sends the bytes of a file with its own content type', () => {
    const binary = { contentType: 'image/*', encoding: 'binary', input: 'body' } as const;
    const file = { base64: btoa('\x00\xff'), contentType: 'image/png' };
    const built = buildRequest(operation({ method: 'PUT', body: binary }), { body: file }, options);
    expect(built.headers['content-type']).toBe('image/png');
    expect(built.body).toEqual(new Uint8Array([0, 255]));
  });
});

describe('nothing leaves its place', () => {
  const path = operation({
    path: '/orders/{id}/lines',
    parameters: [parameter({ input: 'id', name: 'id', in: 'path', style: 'simple', explode: false })],
  });
  const nasty = fc.string({ unit: fc.constantFrom(...'/\\.?#%&=;:@\r\n\t a2eEé\ud800') });

  it('keeps every path value inside its segment, or refuses it', () => {
    fc.assert(
      fc.property(nasty, (id) => {
        const { value: url, failure } = attempt(() => new URL(buildRequest(path, { id }, options).url));
        expect(failure === undefined).toBe(!['', '.', '..'].includes(id));
        const [version, orders, segment, lines, ...more] = url?.pathname.split('/').slice(1) ?? [];
        const read = [
          url?.origin,
          url?.search,
          url?.hash,
          version,
          orders,
          lines,
          more.length,
          decodeURIComponent(segment ?? ''),
        ];
        const whole = ['https://api.test', '', '', 'v1', 'orders', 'lines', 0, id.toWellFormed()];
        expect(read).toEqual(failure === undefined ? whole : [...Array(6).fill(undefined), 0, '']);
      }),
      { numRuns: 1_000 },
    );
  });

  it('refuses a path value that climbs, in the words of the form', () => {
    const named = { ...path, input: { type: 'object', properties: { id: { title: 'Order id' } } } } satisfies Operation;
    expect(failureOf(() => buildRequest(named, { id: '..' }, options))?.message).toBe('Order id may not be "..".');
    expect(failureOf(() => buildRequest(named, { id: null }, options))).toMatchObject({
      code: 'input_missing',
      message: 'Order id is empty. Map a value to it, or give a default for when there is none.',
    });
  });

  it('refuses line breaks in headers instead of sending a second header', () => {
    const header = operation({ parameters: [parameter({ in: 'header', style: 'simple', name: 'X-Note' })] });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\r', '\n', '\0', '€', 'é', ':') }), (v) => {
        const { value, failure } = attempt(() => buildRequest(header, { v }, options).headers);
        expect(failure !== undefined).toBe(/[\r\n\0€]/.test(v.trim()));
        expect(Object.keys(value ?? { accept: '', 'x-note': '' }).sort()).toEqual(['accept', 'x-note']);
        expect(value?.['x-note'] ?? '').toMatch(/^[\t\x20-\x7e\x80-\xff]*$/);
      }),
    );
  });

  it.each([
    ['another scheme', 'file:///etc/passwd', 'address_not_valid'],
    ['no address at all', 'orders', 'address_not_valid'],
    ['a password in the address', 'https://u:p@api.test/', 'address_holds_password'],
  ])('refuses %s', (_, url, code) => {
    const own = operation({}, { toRequest: () => ({ method: 'GET', url, headers: {} }) });
    expect(failureOf(() => buildRequest(own, {}, options))?.code).toBe(code);
  });

  it.each([
    ['Host', 'x', 'header_reserved'],
    ['Content-Length', '0', 'header_reserved'],
    ['X: y\r\nZ', '1', 'header_not_valid'],
  ])('refuses the header %j', (name, value, code) => {
    const own = operation(
      {},
      { toRequest: () => ({ method: 'GET', url: 'https://a.test', headers: { [name]: value } }) },
    );
    expect(failureOf(() => buildRequest(own, {}, options))?.code).toBe(code);
  });

  it('asks for the address of an API that names none', () => {
    expect(failureOf(() => buildRequest(operation({}), {}, { idempotencyKey: 'k' }))?.code).toBe('no_base_url');
  });

  it('sends what the form shows for a field that must be given', () => {
    const input = {
      type: 'object',
      properties: { v: { type: 'string', default: 'open' }, w: { type: 'string', default: 'all' } },
      required: ['v'],
    } as const;
    const parameters = [parameter({}), parameter({ input: 'w', name: 'w' })];
    const shown = operation({ parameters }, { input });
    expect(buildRequest(shown, {}, options).url).toBe('https://api.test/v1/orders?v=open');
    expect(buildRequest(shown, { v: 'paid' }, options).url).toBe('https://api.test/v1/orders?v=paid');
  });

  it('names the required field that is missing, before anything is sent', () => {
    const needs = operation({}, { input: { type: 'object', required: ['email'], properties: { email: {} } } });
    expect(failureOf(() => buildRequest(needs, {}, options))).toMatchObject({ code: 'input_missing' });
  });
});

function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}
