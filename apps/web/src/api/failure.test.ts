import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { appFailureOf, isRefusal, isSignedOut, sentenceOf } from './failure.ts';

function answered(httpStatus: number, app?: unknown) {
  return TRPCClientError.from({
    error: { code: -32_000, message: 'raw', data: { httpStatus, ...(app === undefined ? {} : { app }) } },
  });
}

const refused = answered(409, {
  code: 'flow_changed_elsewhere',
  message: 'Somebody changed the same part of this flow since you opened it.',
  details: { revision: 7 },
});

test('says what the server says, and hands its details on', () => {
  expect(sentenceOf(refused)).toBe('Somebody changed the same part of this flow since you opened it.');
  expect(appFailureOf(refused)?.details).toEqual({ revision: 7 });
});

test('says that the server did not answer when the request never got there', () => {
  const failed = TRPCClientError.from(new TypeError('Failed to fetch'));
  expect(sentenceOf(failed)).toBe('The server did not answer. Check the connection, then try again.');
  expect(appFailureOf(failed)).toBeUndefined();
});

test('never shows a raw message, whatever stands in front of the server answered', () => {
  for (const status of [400, 403, 404, 413, 429, 500, 502]) expect(sentenceOf(answered(status))).not.toContain('raw');
});

test('does not believe a description that is not one', () => {
  expect(appFailureOf(answered(500, { code: 1 }))).toBeUndefined();
  expect(appFailureOf(answered(500, 'nonsense'))).toBeUndefined();
  expect(appFailureOf(new Error('other'))).toBeUndefined();
});

test('asks again after a pause or a fault of the server, not after a refusal', () => {
  expect([400, 401, 403, 404, 409].every((status) => isRefusal(answered(status)))).toBe(true);
  expect([408, 429, 500, 503].some((status) => isRefusal(answered(status)))).toBe(false);
  expect(isRefusal(TRPCClientError.from(new TypeError('Failed to fetch')))).toBe(false);
});

test('knows that the session is over', () => {
  expect(isSignedOut(answered(401))).toBe(true);
  expect(isSignedOut(answered(403))).toBe(false);
});
