import {
  type Connector,
  converse,
  type FileRef,
  type HttpRequest,
  isFileAnswer,
  isFileRef,
  type Operation,
  own,
  type Reply,
} from '@patchbay/connector';
import { attempt } from '@patchbay/connector/testing';
import * as qs from 'qs';
import { expect } from 'vitest';
import type { Exchange, Fixture } from './fixture.ts';

/** The same on every attempt of a step; requests are compared without it. */
const IDEMPOTENCY_KEY = 'recorded';

/** It sends a request more than was recorded. */
export class UnrecordedRequest extends Error {
  override readonly name = 'UnrecordedRequest';
  readonly request: HttpRequest;

  constructor(request: HttpRequest) {
    super(`It sends a request that was not recorded: ${request.method} ${request.url}`);
    this.request = request;
  }
}

export type Replayed = {
  /** What the step gives, or the failure it ends in. */
  result: ReturnType<typeof attempt<unknown>>;
  requests: HttpRequest[];
};

/** Carries out a recorded call against its recorded answers, comparing each request with what was recorded. */
export function replay(connector: Connector, fixture: Fixture): Replayed {
  const operation = operationOf(connector, fixture.operation);
  const requests: HttpRequest[] = [];
  const result = attempt(() => {
    const conversation = converse({
      operation,
      input: fixture.input,
      ...(connector.baseUrl === undefined ? {} : { baseUrl: filledAddress(connector.baseUrl, fixture.account) }),
      idempotencyKey: IDEMPOTENCY_KEY,
      others: (name) => connector.operations[name],
    });
    let turn = conversation.next();
    while (!turn.done) {
      if (turn.value.do === 'wait') {
        turn = conversation.next();
        continue;
      }
      const exchange = fixture.exchanges[requests.length];
      if (exchange === undefined) throw new UnrecordedRequest(turn.value.request);
      requests.push(turn.value.request);
      expect(seen(turn.value.request, exchange)).toEqual(recorded(exchange));
      turn = conversation.next(replyOf(turn.value, exchange));
    }
    return turn.value;
  });
  return { result, requests };
}

export function operationOf(connector: Connector, name: string): Operation {
  const operation = connector.operations[name];
  if (operation === undefined) throw new Error(`${connector.id} has no operation ${name}`);
  return operation;
}

function filledAddress(template: string, account: Record<string, string> = {}): string {
  return template.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    return String(own(account, name) ?? own(account, 'value') ?? whole);
  });
}

/** What is compared of a request: addresses and forms by what they say, not by how it is written. */
type Compared = { method: string; address: string; query: string[]; headers: Record<string, string>; body: unknown };

function seen({ method, url, headers, body }: HttpRequest, { request }: Exchange): Compared {
  const compared = Object.keys(request.headers ?? {}).map((name) => name.toLowerCase());
  const text = bodyText(body);
  return {
    method,
    ...addressOf(url),
    headers: Object.fromEntries(compared.map((name) => [name, headers[name] ?? '(none)'])),
    body: bodyOf(text, { type: headers['content-type'] ?? '', asFields: typeof request.body === 'object' }),
  };
}

function recorded({ request }: Exchange): Compared {
  const { method, url, headers = {}, body } = request;
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const type = lower['content-type'] ?? (typeof body === 'string' && /^[^\s{]+=/.test(body) ? FORM : '');
  const isText = typeof body === 'string' || body === undefined;
  return {
    method,
    ...addressOf(url),
    headers: lower,
    body: isText ? bodyOf(body ?? '', { type, asFields: false }) : type.startsWith(FORM) ? asTexts(body) : body,
  };
}

const FORM = 'application/x-www-form-urlencoded';

function addressOf(text: string): { address: string; query: string[] } {
  const url = new URL(text);
  const query = [...url.searchParams].map(([name, value]) => `${name}=${value}`);
  return { address: `${url.origin}${decodeURIComponent(url.pathname)}`, query: query.sort() };
}

function bodyOf(text: string, { type, asFields }: { type: string; asFields: boolean }): unknown {
  if (text === '') return null;
  if (type.startsWith(FORM)) {
    return asFields ? qs.parse(text, { depth: 20 }) : [...new URLSearchParams(text)].map((pair) => pair.join('='));
  }
  return /[/+]json\b/.test(type) ? JSON.parse(text) : text;
}

/** Fields of a form are texts. */
function asTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, asTexts(field)]));
}

/** A body as text; a kept file in it as `<its name>`. */
export function bodyText(body: HttpRequest['body']): string {
  if (body === undefined || typeof body === 'string') return body ?? '';
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  return body
    .map((piece) => {
      if (piece instanceof Uint8Array) return bodyText(piece);
      return isFileRef(piece) ? `<${piece.name}>` : `<${piece.base64Of.name} in base64>`;
    })
    .join('');
}

type Sent = { operation: Operation; input: unknown; request: HttpRequest };

function replyOf({ operation, input, request }: Sent, { answer }: Exchange): Reply {
  const text =
    answer.body === undefined || typeof answer.body === 'string' ? (answer.body ?? '') : JSON.stringify(answer.body);
  const given = Object.fromEntries(
    Object.entries(answer.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const type = typeof answer.body === 'string' ? 'text/plain' : 'application/json';
  const headers = { ...(text === '' ? {} : { 'content-type': type }), ...given };
  const head = { status: answer.status, headers };
  const body = new TextEncoder().encode(text);
  if (!isFileAnswer({ operation, input, request }, head)) return { ...head, body };
  const file: FileRef = {
    file: 'file_recorded',
    name: 'recorded',
    contentType: headers['content-type'] ?? '',
    size: body.length,
  };
  return { ...head, file };
}
