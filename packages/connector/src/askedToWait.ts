import type { HttpResponse } from './request.ts';

type Headers = HttpResponse['headers'];

const SECOND = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * How long the API asked us to wait, in milliseconds, at most a day: its `Retry-After`, else when its limit for us starts
 * anew. Dates are compared with the answer's own `date`, so that our clock plays no part.
 */
export function retryAfter(headers: Headers): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  const seconds = /^\d{1,12}(\.\d+)?$/.test(text) ? Number(text) : undefined;
  if (seconds !== undefined) return Math.min(Math.round(seconds * SECOND), DAY_MS);
  return until(Date.parse(text), headers) ?? startsAnewIn(headers);
}

/**
 * For how long no further request of the account is worth sending after this answer; undefined where nothing speaks
 * against one. Limits that are used up count before the first refusal.
 */
export function waitAskedBy({ status, headers }: Pick<HttpResponse, 'status' | 'headers'>): number | undefined {
  if (status === 429 || status === 503) return retryAfter(headers);
  const wait = isUsedUp(headers) ? startsAnewIn(headers) : undefined;
  return wait === undefined ? undefined : Math.min(wait, HOUR_MS);
}

/** Whether the answer says that nothing is left of the limit. */
export function isUsedUp(headers: Headers): boolean {
  const left = NAMES.map((prefix) => headers[`${prefix}remaining`]).find((text) => text !== undefined);
  if (left !== undefined) return Number(left.split(/[,;]/)[0]) === 0 && left.trim() !== '';
  return /(?:^|[;,\s])(?:r|remaining)=0(?:\s*[;,]|\s*$)/.test(headers.ratelimit ?? '');
}

const NAMES = ['ratelimit-', 'x-ratelimit-', 'x-rate-limit-', 'x-ratelimit-requests-'];

/** When a limit starts anew: seconds from now, or since 1970, as names and drafts have it. */
function startsAnewIn(headers: Headers): number | undefined {
  const after = headers['x-ratelimit-reset-after'] ?? headers['x-ratelimit-reset-in'];
  const named = after ?? NAMES.map((prefix) => headers[`${prefix}reset`]).find((text) => text !== undefined);
  const inOne = /(?:^|[;,\s])(?:t|reset)=(\d{1,12})/.exec(headers.ratelimit ?? '')?.[1];
  const text = (named ?? inOne ?? '').trim();
  if (!/^\d{1,13}(\.\d+)?$/.test(text)) return text === '' ? undefined : until(Date.parse(text), headers);
  const number = Number(text);
  if (number < 1e9) return Math.min(Math.round(number * SECOND), DAY_MS);
  return until(number < 1e12 ? number * SECOND : number, headers);
}

function until(at: number, { date = '' }: Headers): number | undefined {
  const from = Date.parse(date);
  return Number.isNaN(at) || Number.isNaN(from) ? undefined : Math.min(Math.max(at - from, 0), DAY_MS);
}
