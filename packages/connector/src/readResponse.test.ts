import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Operation } from './connector.ts';
import { type Failure, toFailure } from './failure.ts';
import { readResponse } from './readResponse.ts';
import type { HttpResponse } from './request.ts';
import { attempt } from './testing.ts';

const call: Operation = { title: 'Get', kind: 'call', effect: 'read', repeat: 'natural', input: true, output: true };
const typed: Operation = { ...call, output: { type: 'object' } };

function answer(status: number, body: string, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: new TextEncoder().encode(body) };
}

function failureOf(response: HttpResponse, operation = call): Failure | undefined {
  return attempt(() => readResponse(operation, response)).failure;
}

describe('an answer that worked', () => {
  it.each<[string, HttpResponse, unknown]>([
    ['JSON', answer(200, '{"a":1}'), { a: 1 }],
    ['JSON of a vendor', answer(200, '[1]', { 'content-type': 'application/vnd.acme.v2+json; charset=utf-8' }), [1]],
    ['JSON without a type', answer(200, '{"a":1}', { 'content-type': '' }), { a: 1 }],
    ['text', answer(200, 'hello', { 'content-type': 'text/plain' }), 'hello'],
    [
      'Latin-1 text',
      { status: 200, headers: { 'content-type': 'text/plain; charset=latin1' }, body: new Uint8Array([233]) },
      'é',
    ],
    ['text of an unknown charset', answer(200, 'x', { 'content-type': 'text/plain; charset=klingon' }), 'x'],
    ['no content', answer(204, ''), null],
    ['an empty body', answer(200, ''), null],
    ['a file', answer(200, 'hi', { 'content-type': 'image/png' }), { base64: btoa('hi'), contentType: 'image/png' }],
  ])('reads %s', (_, response, output) => {
    expect(readResponse(call, response)).toEqual(output);
  });

  it('reads JSON that calls itself text where an object is promised', () => {
    expect(readResponse(typed, answer(200, '{"a":1}', { 'content-type': 'text/plain' }))).toEqual({ a: 1 });
  });

  it('gives the whole answer where the operation wants it', () => {
    const whole: Operation = { ...call, answer: 'whole' };
    expect(readResponse(whole, answer(201, '{"a":1}', { etag: 'x' }))).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json', etag: 'x' },
      body: { a: 1 },
    });
  });

  it('leaves out keys that would change a prototype, however they are written', () => {
    for (const key of ['__proto__', '\\u005f_proto__', '\\u005F\\u005Fproto__']) {
      const read = readResponse(call, answer(200, `{"${key}":{"admin":true},"a":1}`));
      expect(Object.keys(read ?? {})).toEqual(['a']);
      expect(read).not.toHaveProperty('admin');
    }
  });
});

describe('an answer that is rubbish', () => {
  it.each([
    ['broken JSON', answer(200, '{"a":')],
    ['a web page', answer(200, '<!doctype html><p>Sign in</p>', { 'content-type': 'text/html' })],
    ['JSON nested 100,000 deep', answer(200, '['.repeat(100_000))],
  ])('refuses %s and keeps what came', (_, response) => {
    expect(failureOf(response, typed)).toMatchObject({ code: 'answer_not_json', retry: 'never', status: 200 });
    expect(failureOf(response, typed)?.raw?.length).toBeLessThanOrEqual(2_000);
  });
});

describe('an answer that says no', () => {
  it.each<[number, string, Failure['retry']]>([
    [301, 'redirected', 'never'],
    [400, 'refused', 'never'],
    [401, 'not_signed_in', 'never'],
    [403, 'not_allowed', 'never'],
    [404, 'not_found', 'never'],
    [408, 'timed_out', 'later'],
    [409, 'conflict', 'never'],
    [422, 'refused', 'never'],
    [429, 'too_many_requests', 'later'],
    [500, 'api_unavailable', 'later'],
    [503, 'api_unavailable', 'later'],
    [504, 'timed_out', 'later'],
    [0, 'refused', 'never'],
    [Number.NaN, 'refused', 'never'],
  ])('takes %s as %s, retry %s', (status, code, retry) => {
    expect(failureOf(answer(status, ''))).toMatchObject({ code, retry, status });
  });

  it('asks to reconnect where the step has a connected account', () => {
    const failure = failureOf(answer(401, ''), { ...call, needsConnection: true });
    expect(failure?.retry).toBe('after-reconnect');
    expect(failure?.message).toContain('Reconnect the account');
  });

  it.each([
    ['{"message":"No such order"}', 'No such order'],
    ['{"error":{"message":"Card declined","code":"x"}}', 'Card declined'],
    ['{"error":"invalid_grant","error_description":"The code is old."}', 'The code is old'],
    ['{"errors":[{"detail":"is too short"}]}', 'is too short'],
    ['{"errors":{"email":["is taken"]}}', 'email: is taken'],
    ['{"title":"Out of stock","status":400}', 'Out of stock'],
    ['{"ok":false,"description":"chat not found"}', 'chat not found'],
    ['Bad postcode', 'Bad postcode'],
    [
      '<?xml version="1.0"?>\n<Error><Code>NoSuchKey</Code><Message>Not &quot;here&quot;.</Message></Error>',
      "Not 'here'",
    ],
    ['<ErrorResponse><Error><Type>Sender</Type><Message>Too old</Message></Error></ErrorResponse>', 'Too old'],
  ])('finds the words in %s', (body, words) => {
    expect(failureOf(answer(400, body))?.message).toBe(`The API did not accept the request. It said: "${words}".`);
  });

  it('finds a code in XML, and no words in a page', () => {
    const rules = { code: 'Code', advice: { NoSuchKey: { sentence: 'There is no such file.' } } };
    const gone = answer(404, '<Error><Code>NoSuchKey</Code><Message>Gone</Message></Error>');
    expect(failureOf(gone, { ...call, answerRules: rules })).toMatchObject({
      code: 'NoSuchKey',
      message: 'The API did not find what was asked for. It said: "Gone". There is no such file.',
    });
    const page = '<?xml version="1.0"?><!DOCTYPE html><html><title>Error</title></html>';
    expect(failureOf(answer(500, page))?.message).toBe('The API has trouble of its own.');
  });

  it.each<[string, string | undefined, number | undefined]>([
    ['120', undefined, 120_000],
    ['1.5', undefined, 1_500],
    ['99999999', undefined, 86_400_000],
    ['-5', undefined, undefined],
    ['soon', undefined, undefined],
    ['Wed, 21 Oct 2026 07:28:30 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT', 30_000],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 'Wed, 21 Oct 2026 07:29:00 GMT', 0],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined, undefined],
  ])('waits as long as retry-after %j says', (retryAfter, date, wait) => {
    const headers = { 'retry-after': retryAfter, ...(date === undefined ? {} : { date }) };
    expect(failureOf(answer(429, '', headers))?.retryAfterMs).toBe(wait);
  });
});

it('never throws anything but an OperationError', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constantFrom('<html>', '{"error":', '"\\u005f'));
  const response = fc.record({
    status: fc.oneof(fc.constantFrom(200, 204, 400, 401, 429, 500), fc.integer()),
    headers: fc.dictionary(fc.constantFrom('content-type', 'retry-after', 'date', 'location'), fc.string()),
    body: fc.oneof(
      fc.uint8Array(),
      text.map((it) => new TextEncoder().encode(it)),
    ),
  });
  const type = fc.constantFrom('application/json', 'text/html', 'text/plain; charset="', 'image/png', undefined);
  fc.assert(
    fc.property(
      response,
      type,
      fc.constantFrom(call, typed, { ...call, answer: 'whole' as const }),
      (given, type, op) => {
        const headers = { ...given.headers, ...(type === undefined ? {} : { 'content-type': type }) };
        const { failure } = attempt(() => JSON.stringify(readResponse(op, { ...given, headers })));
        expect(failure?.message).not.toBe('');
      },
    ),
    { numRuns: 500 },
  );
});

it('tells nothing of an unknown error, which may hold anything', () => {
  expect(toFailure(new Error('password=hunter2'))).toEqual({
    code: 'unexpected',
    message: 'Something unexpected went wrong inside Patchbay.',
    retry: 'never',
  });
});
