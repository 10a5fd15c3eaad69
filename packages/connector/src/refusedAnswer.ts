import type { Failure } from './failure.ts';
import { isObject } from './json.ts';
import { parseJson } from './parseJson.ts';
import type { HttpResponse } from './request.ts';

const DAY_MS = 86_400_000;

/** What a situation means: its code, the sentence that starts the message, and what would help. */
type Situation = { code: string; sentence: string; advice?: string; retry: Failure['retry'] };

const SITUATIONS: Readonly<Record<number, Situation>> = {
  401: {
    code: 'not_signed_in',
    sentence: 'The API did not accept the sign-in.',
    advice: 'Check the connected account of this step.',
    retry: 'never',
  },
  402: { code: 'payment_required', sentence: 'The API wants to be paid first.', retry: 'never' },
  403: {
    code: 'not_allowed',
    sentence: 'The API does not allow this.',
    advice: 'Check what the connected account may do.',
    retry: 'never',
  },
  404: {
    code: 'not_found',
    sentence: 'The API did not find what was asked for.',
    advice: 'Check the ids this step sends.',
    retry: 'never',
  },
  408: { code: 'timed_out', sentence: 'The API stopped waiting for the request.', retry: 'later' },
  409: { code: 'conflict', sentence: 'The API says this clashes with what is already there.', retry: 'never' },
  410: { code: 'gone', sentence: 'The API says this is gone for good.', retry: 'never' },
  413: { code: 'too_large', sentence: 'The API says the request is too large.', retry: 'never' },
  429: { code: 'too_many_requests', sentence: 'The API asked us to slow down.', retry: 'later' },
  504: { code: 'timed_out', sentence: 'The API did not answer in time.', retry: 'later' },
};

const REDIRECTED: Situation = {
  code: 'redirected',
  sentence: 'The API sent us to another address, which is not followed.',
  advice: 'Use the new address in this step.',
  retry: 'never',
};
const DOWN: Situation = { code: 'api_unavailable', sentence: 'The API has trouble of its own.', retry: 'later' };
const REFUSED: Situation = { code: 'refused', sentence: 'The API did not accept the request.', retry: 'never' };

/** Why an answer outside 200-299 stops a step: code, words from the answer where it has some, and what would help. */
export function refusedAnswer(response: HttpResponse, text: string, needsConnection: boolean): Failure {
  const { status } = response;
  const situation = situationOf(status);
  const reconnects = status === 401 && needsConnection;
  const said = status >= 300 && status < 400 ? response.headers.location : messageIn(text);
  const retryAfterMs = situation.retry === 'later' ? retryAfter(response.headers) : undefined;
  const advice = reconnects ? 'Reconnect the account of this step.' : situation.advice;
  return {
    code: situation.code,
    message: [situation.sentence, said === undefined ? undefined : asSentence(said), advice].filter(Boolean).join(' '),
    retry: reconnects ? 'after-reconnect' : situation.retry,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    status,
    ...(text === '' ? {} : { raw: text.slice(0, 2_000) }),
  };
}

function situationOf(status: number): Situation {
  const known = SITUATIONS[status];
  if (known !== undefined) return known;
  if (status >= 500 && status <= 599) return DOWN;
  return status >= 300 && status <= 399 ? REDIRECTED : REFUSED;
}

/**
 * How long the API asked us to wait, in milliseconds, at most a day. Seconds or a date; a date is compared with the
 * answer's own `date`, so that our clock plays no part.
 */
export function retryAfter(headers: HttpResponse['headers']): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,12}(\.\d+)?$/.test(text)) return Math.min(Math.round(Number(text) * 1_000), DAY_MS);
  const until = Date.parse(text);
  const from = Date.parse(headers.date ?? '');
  if (Number.isNaN(until) || Number.isNaN(from)) return undefined;
  return Math.min(Math.max(until - from, 0), DAY_MS);
}

/** Where APIs put the words for a person, most telling first. */
const MESSAGE_KEYS = [
  'message',
  'error_description',
  'detail',
  'error',
  'errors',
  'error_message',
  'errorMessage',
  'description',
  'title',
  'reason',
  'msg',
  'fault',
  'faultstring',
  'Message',
];

/** The API's own words for what went wrong, found in the usual places of a JSON answer; short plain text as it is. */
function messageIn(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) {
    try {
      return wordsOf(parseJson(trimmed), 0);
    } catch {
      return undefined;
    }
  }
  return trimmed !== '' && trimmed.length <= 200 && !trimmed.startsWith('<') ? trimmed : undefined;
}

function wordsOf(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim().slice(0, 300);
  if (depth > 4) return undefined;
  if (Array.isArray(value)) return firstWords(value.slice(0, 5), depth);
  if (!isObject(value)) return undefined;
  const known = firstWords(
    MESSAGE_KEYS.filter((key) => Object.hasOwn(value, key)).map((key) => value[key]),
    depth,
  );
  return known ?? fieldErrors(value, depth);
}

/** `{ email: ['is taken'] }`: the field belongs to the words. */
function fieldErrors(value: Record<string, unknown>, depth: number): string | undefined {
  if (depth === 0) return undefined;
  for (const [field, errors] of Object.entries(value).slice(0, 5)) {
    const words = Array.isArray(errors) ? wordsOf(errors, depth + 1) : undefined;
    if (words !== undefined) return `${field}: ${words}`;
  }
  return undefined;
}

function firstWords(values: readonly unknown[], depth: number): string | undefined {
  for (const value of values) {
    const words = wordsOf(value, depth + 1);
    if (words !== undefined) return words;
  }
  return undefined;
}

function asSentence(words: string): string {
  return `It said: "${words.replace(/[\s.]+$/, '').replaceAll('"', "'")}".`;
}
