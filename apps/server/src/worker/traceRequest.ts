import type { HttpRequest } from '@patchbay/connector';
import type { RequestTimes } from '../egress/requestTimes.ts';
import { createMask, MASK } from '../vault/maskSecrets.ts';

/** One request of a step and what became of it, for people to read. No secret of an account is in it. */
export type RequestTrace = {
  /** When it was sent, milliseconds since 1970. */
  at: number;
  /** Of the step, counted from 1. */
  attempt: number;
  method: string;
  url: string;
  /** How long its parts took, milliseconds; absent where it did not leave. */
  times?: RequestTimes;
  sent: TracedMessage;
  /** Absent where there was no answer. */
  received?: TracedMessage & { status: number };
  /** Why there was none. */
  failure?: { code: string; message: string };
};

/** `bytes`: of the whole body, where they are known. `body`: its beginning, of text. */
type TracedMessage = { headers: Record<string, string>; bytes?: number; body?: string; isCut?: true };

/** What is noted while a call is under way: only references, for most calls nobody reads it. */
export type NotedRequest = {
  at: number;
  /** As the step has made it, and with the account's secret in it. */
  plain: HttpRequest;
  signed: HttpRequest;
  times?: () => RequestTimes;
  answer?: { status: number; headers: Readonly<Record<string, string>>; body?: Uint8Array; bytes?: number };
  failure?: { code: string; message: string };
};

/** Of a body, as text, and of a header. */
const MOST_TEXT = 2_000;
const MOST_HEADER = 500;
const MOST_HEADERS = 60;
const MOST_URL = 2_000;
/** What is looked at of a body, and how much of that is not shown: a secret that begins there is not known by its first half. */
export const LOOKED_AT = 16_000;
const NOT_SHOWN = 8_000;

/** Names of headers whose whole value is nobody's business, whoever typed it. */
const SECRET_HEADER = /auth|token|secret|cookie|password|signature|api-?key|access-?key|credential/i;

/** `secrets`: of all accounts that the call used, from before and after they were renewed. */
export function traceOf(
  noted: NotedRequest,
  { attempt, secrets }: { attempt: number; secrets: Iterable<string> },
): RequestTrace {
  const mask = createMask(secrets);
  const { at, plain, signed, times, answer, failure } = noted;
  return {
    at,
    attempt,
    method: signed.method,
    url: mask(urlOf(signed.url, plain.url)).slice(0, MOST_URL),
    ...(times && { times: rounded(times()) }),
    sent: { headers: headersOf(signed.headers, { plain: plain.headers, mask }), ...bodyOf(signed.body, mask) },
    ...(answer && {
      received: {
        status: answer.status,
        headers: headersOf(answer.headers, { mask }),
        ...bodyOf(answer.body, mask, answer.bytes),
      },
    }),
    ...(failure && { failure: { code: failure.code, message: mask(failure.message) } }),
  };
}

/** What signing has put into the query is hidden by its place, whatever it is and however it is written. */
function urlOf(signed: string, plain: string): string {
  if (signed === plain) return signed;
  const [url, before] = [new URL(signed), new URL(plain)];
  const added = Array.from(url.searchParams).filter(([name, value]) => before.searchParams.get(name) !== value);
  for (const [name] of added) url.searchParams.set(name, MASK);
  return url.href.replaceAll(encodeURIComponent(MASK), MASK);
}

type Heading = { plain?: Readonly<Record<string, string>>; mask(text: string): string };

function headersOf(headers: Readonly<Record<string, string>>, { plain, mask }: Heading): Record<string, string> {
  const shown = Object.entries(headers)
    .slice(0, MOST_HEADERS)
    .map(([name, value]): [string, string] => {
      const isSigned = plain !== undefined && plain[name] !== value;
      const isSecret = isSigned || SECRET_HEADER.test(name);
      return [mask(name).slice(0, MOST_HEADER), isSecret ? hidden(value) : mask(value).slice(0, MOST_HEADER)];
    });
  return Object.fromEntries(shown);
}

/** The way of signing in is no secret. */
function hidden(value: string): string {
  const [scheme = ''] = /^(Bearer|Basic|Token|AWS4-HMAC-SHA256) /i.exec(value) ?? [];
  return `${scheme}${MASK}`;
}

/** `whole`: how long it was, where `body` is its beginning only. */
function bodyOf(
  body: HttpRequest['body'],
  mask: (text: string) => string,
  whole?: number,
): Omit<TracedMessage, 'headers'> {
  if (body === undefined) return {};
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return { body: '(files, which are not kept here)' };
  const bytes = whole ?? (typeof body === 'string' ? Buffer.byteLength(body) : body.length);
  if (bytes === 0) return { bytes };
  const text = typeof body === 'string' ? body.slice(0, LOOKED_AT) : textOf(body.subarray(0, LOOKED_AT));
  if (text === undefined) return { bytes, body: '(not text)' };
  const all = mask(text);
  const masked = bytes > LOOKED_AT ? all.slice(0, Math.max(0, all.length - NOT_SHOWN)) : all;
  const isCut = masked.length > MOST_TEXT || bytes > LOOKED_AT;
  return { bytes, body: masked.slice(0, MOST_TEXT), ...(isCut && { isCut: true as const }) };
}

function textOf(bytes: Uint8Array): string | undefined {
  return bytes.includes(0) ? undefined : new TextDecoder().decode(bytes);
}

function rounded(times: RequestTimes): RequestTimes {
  const round = (value: unknown) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value);
  return Object.fromEntries(Object.entries(times).map(([name, value]) => [name, round(value)])) as RequestTimes;
}
