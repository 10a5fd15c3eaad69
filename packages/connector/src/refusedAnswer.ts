import { messageOf, type Said, type SaidValue, type Saying, say } from '@patchbay/words';
import type { AnswerRules } from './answerRules.ts';
import { dataIn, messageIn, wordsOf } from './answerWords.ts';
import { isUsedUp, retryAfter } from './askedToWait.ts';
import type { Failure } from './failure.ts';
import { isSame } from './isSame.ts';
import type { HttpResponse } from './request.ts';
import { firstAt, valueAt } from './valueAt.ts';

/** What a situation means: its code, the sentence that starts the message, and what would help. */
type Situation = { code: string; sentence: string; advice?: string; retry: Failure['retry'] };

const SLOW_DOWN: Situation = {
  code: 'too_many_requests',
  sentence: 'The API asked us to slow down.',
  retry: 'later',
};

const SITUATIONS: Readonly<Record<number, Situation>> = {
  401: {
    code: 'not_signed_in',
    sentence: 'The API did not accept the sign-in.',
    advice: 'Check the connected account of this step.',
    retry: 'never',
  },
  402: { code: 'payment_required', sentence: 'The API says that a payment is missing or failed.', retry: 'never' },
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
  429: SLOW_DOWN,
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

type Asked = { needsConnection?: boolean; answerRules?: AnswerRules };

/**
 * Why an answer outside 200-299, or one that its API's rules call a refusal, stops a step: code, words from the answer where
 * it has some, and what would help. Undefined for an answer that is none.
 */
export function refusalIn(response: HttpResponse, text: string, asked: Asked): Failure | undefined {
  const rules = asked.answerRules ?? {};
  const isRefused = !(response.status >= 200 && response.status <= 299);
  const data = isRefused || rules.refusedWhen !== undefined ? dataIn(text) : undefined;
  if (!isRefused && !isRefusal(data, rules)) return undefined;
  return refusedAnswer(response, { text, data }, asked);
}

function isRefusal(data: unknown, { refusedWhen }: AnswerRules): boolean {
  if (refusedWhen === undefined || data === undefined) return false;
  const value = valueAt(data, refusedWhen.at);
  if (refusedWhen.is !== undefined) return refusedWhen.is.some((one) => isSame(one, value));
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

type Body = { text: string; data: unknown };

function refusedAnswer(response: HttpResponse, said: Body, { needsConnection, answerRules = {} }: Asked): Failure {
  const { status } = response;
  const situation = situationOf(response);
  const code = codeIn(said.data, answerRules);
  const advice = adviceFor(answerRules, code ?? String(status));
  const reconnects = status === 401 && needsConnection === true;
  const retry = advice?.retry ?? (reconnects ? 'after-reconnect' : situation.retry);
  const found = wordsFrom(response, said, answerRules) ?? code;
  // A code that has advice of its own says nothing more to a person.
  const words = advice?.sentence !== undefined && found === code ? undefined : found;
  const ours = reconnects ? 'Reconnect the account of this step.' : situation.advice;
  // What a connector advises is in its own words.
  const todo = advice?.sentence ?? (ours && { text: ours });
  const sentences: SaidValue[] = [{ text: situation.sentence }];
  if (words) sentences.push(asSentence(words));
  if (todo) sentences.push(todo);
  const retryAfterMs = retry === 'later' ? retryAfter(response.headers) : undefined;
  return {
    code: code ?? situation.code,
    ...messageOf(inARow(sentences)),
    retry,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    status,
    ...(said.text === '' ? {} : { raw: said.text.slice(0, 2_000) }),
  };
}

function codeIn(data: unknown, { code }: AnswerRules): string | undefined {
  const found = firstAt(data, code);
  if (typeof found !== 'string' && typeof found !== 'number') return undefined;
  return String(found).trim().slice(0, 100) || undefined;
}

function adviceFor({ advice = {} }: AnswerRules, code: string) {
  return Object.hasOwn(advice, code) ? advice[code] : undefined;
}

function wordsFrom({ status, headers }: HttpResponse, { text, data }: Body, { message }: AnswerRules) {
  if (status >= 300 && status < 400) return headers.location;
  return wordsOf(firstAt(data, message)) ?? messageIn(text);
}

function situationOf({ status, headers }: HttpResponse): Situation {
  // Some say so with a status that means something else.
  if (status === 403 && (headers['retry-after'] !== undefined || isUsedUp(headers))) return SLOW_DOWN;
  const known = SITUATIONS[status];
  if (known !== undefined) return known;
  if (status >= 500 && status <= 599) return DOWN;
  return status >= 300 && status <= 399 ? REDIRECTED : REFUSED;
}

function asSentence(words: string): Said {
  return say('It said: "{words}".', { words: words.replace(/[\s.]+$/, '').replaceAll('"', "'") });
}

function inARow([first = '', ...more]: readonly SaidValue[]): Saying {
  const row = more.reduce((before, next) => say('{before} {next}', { before, next }), first);
  return typeof row === 'number' ? String(row) : row;
}
