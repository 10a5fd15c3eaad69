import { messageOf, say } from '@patchbay/words';
import { type Failure, isFileRef } from '@patchbay/connector';
import type { Answer } from './runEvent.ts';

type Made = { ok: true; answer: Answer } | { ok: false; failure: Failure };

/** The HTTP answer a respond step's inputs describe. Text is sent as text, a file as it is and everything else as JSON, unless a header says. */
export function answerOf({ status = 200, headers, body }: Record<string, unknown>): Made {
  const code = Number(status);
  if (!Number.isInteger(code) || code < 200 || code > 599) {
    const sentence = say('An answer needs a status from 200 to 599, such as 200 or 404. It got {status}.', {
      status: JSON.stringify(status) ?? '',
    });
    return { ok: false, failure: { code: 'status_not_valid', ...messageOf(sentence), retry: 'never' } };
  }
  const given = textHeaders(headers);
  const fallback = typeOf(body);
  const { 'content-type': contentType = fallback, ...others } = given;
  const answer: Answer = { status: code, contentType, body: body ?? null };
  if (Object.keys(others).length > 0) answer.headers = others;
  return { ok: true, answer };
}

function typeOf(body: unknown): string {
  if (isFileRef(body)) return body.contentType;
  return typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
}

/** Names in lower case, values as text; what is empty is left out. */
function textHeaders(headers: unknown): Record<string, string> {
  if (typeof headers !== 'object' || headers === null) return {};
  const present = Object.entries(headers).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(present.map(([name, value]) => [name.toLowerCase(), String(value)]));
}
