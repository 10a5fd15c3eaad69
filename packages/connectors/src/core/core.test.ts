import { buildRequest, mockCall, type Operation, orderedFields } from '@patchbay/connector';
import { attempt, connectorProblems } from '@patchbay/connector/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyConnector } from '../index.ts';
import { coreConnector } from './index.ts';

const { http, setFields } = coreConnector.operations;
const key = { idempotencyKey: 'run-1/step' };

it('has nothing wrong with any built-in connector', async () => {
  expect((await everyConnector()).flatMap(connectorProblems)).toEqual([]);
});

it('keeps the names that saved flows refer to', () => {
  expect(Object.keys(coreConnector.operations)).toEqual([
    'webhook',
    'form',
    'schedule',
    'manual',
    'failure',
    'called',
    'poll',
    'setFields',
    'branch',
    'switch',
    'choose',
    'join',
    'stop',
    'forEach',
    'repeat',
    'group',
    'wait',
    'callbackAddress',
    'callback',
    'approval',
    'subflow',
    'respond',
    'http',
    'httpList',
    'code',
  ]);
  expect(coreConnector).toMatchObject({ id: 'core', version: '1' });
});

it('says of every field what it is for', () => {
  for (const operation of Object.values<Operation>(coreConnector.operations)) {
    const fields = typeof operation.input === 'object' ? Object.values(operation.input.properties ?? {}) : [];
    expect(operation.description).toMatch(/\.$/);
    for (const field of fields)
      expect(field).toMatchObject({ title: expect.any(String), description: expect.any(String) });
    expect(orderedFields(operation.input)).toHaveLength(fields.length);
  }
});

it('can be stored: only the work itself is code', () => {
  const { toRequest, ...data } = http;
  expect(toRequest).toBeTypeOf('function');
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
});

it('gives back the fields that were set', () => {
  expect(mockCall(setFields, { fields: { a: 1 } })).toEqual({ a: 1 });
  expect(setFields.perform?.({})).toEqual({});
});

describe('an HTTP request put together by hand', () => {
  it('reads by default and adds the query', () => {
    expect(buildRequest(http, { url: ' https://api.test/a?b=1#top ', query: { c: 'x y', d: [1, 2] } }, key)).toEqual({
      method: 'GET',
      url: 'https://api.test/a?b=1&c=x%20y&d=1&d=2',
      headers: { accept: 'application/json, */*;q=0.8' },
    });
  });

  it('sends fields as JSON, text as text, and a form where the header asks for one', () => {
    const send = (body: unknown, headers = {}) =>
      buildRequest(http, { method: 'POST', url: 'https://a.test', headers, body }, key);
    expect(send({ a: 1 })).toMatchObject({ body: '{"a":1}', headers: { 'content-type': 'application/json' } });
    expect(send('hi')).toMatchObject({ body: 'hi', headers: { 'content-type': 'text/plain' } });
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    expect(send({ a: { b: 'c d' } }, form)).toMatchObject({ body: 'a[b]=c%20d' });
  });

  it.each([
    [{ url: 'api.test' }, 'address_not_valid'],
    [{ url: 'ftp://api.test' }, 'address_not_valid'],
    [{ url: 'https://u:p@api.test' }, 'address_holds_password'],
    [{ url: 'https://api.test', method: 'CONNECT' }, 'method_not_valid'],
    [{ url: 'https://api.test', headers: { 'X-A': 'b\r\nHost: evil' } }, 'header_not_valid'],
    [{ url: 'https://api.test', headers: { Host: 'evil' } }, 'header_reserved'],
    [{ url: 'https://api.test', headers: 'X-A: b' }, 'input_not_fields'],
    ['https://api.test', 'input_not_fields'],
  ])('refuses %j', (input, code) => {
    expect(attempt(() => buildRequest(http, input, key)).failure).toMatchObject({ code, retry: 'never' });
  });

  it('never throws anything but an OperationError', () => {
    const url = fc.oneof(fc.webUrl(), fc.string(), fc.constant('https://api.test/'));
    const input = fc.record(
      { url, method: fc.string(), query: fc.jsonValue(), headers: fc.jsonValue(), body: fc.jsonValue() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(input, fc.jsonValue()), (input) => {
        const { value, failure } = attempt(() => buildRequest(http, input, key));
        expect(value?.url ?? failure?.message).toMatch(failure === undefined ? /^https?:\/\// : /\.$/);
      }),
      { numRuns: 300 },
    );
  });
});
