import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Addresses, SAMPLE_TOKEN } from '../../callbacks/addresses.ts';
import { type CallbackDeps, takeCallback } from '../../callbacks/takeCallback.ts';
import type { FileStore } from '../../files/fileStore.ts';
import { type StepPlace, writePlace } from '../../runs/stepPlace.ts';
import { letRunOut } from '../letRunOut.ts';
import type { Limits } from '../limits.ts';
import { type Problem, tooManyRequests, writeProblem } from '../problem.ts';
import { receiveRequest } from '../receiveRequest.ts';
import type { RequestSettings } from '../triggerSettings.ts';
import { writeJson } from '../writeAnswer.ts';
import { callbackProblems, endProblems } from './callbackProblems.ts';

/** What the addresses of callbacks reach the outside by. */
export type CallbackListenerDeps = CallbackDeps & {
  addresses: Pick<Addresses, 'read'>;
  files: FileStore;
  limits: Limits;
  onError(error: unknown, about: { runId?: string }): void;
};

type Exchange = { request: IncomingMessage; response: ServerResponse };

/** Whoever looks whether an address is there, without meaning to call it, must not end a wait. */
const LOOKS: ReadonlySet<string> = new Set(['HEAD', 'OPTIONS', 'TRACE']);

const SETTINGS: RequestSettings = {
  kind: 'request',
  method: 'ANY',
  answer: 'run',
  atOnce: { status: 200, text: '' },
  same: { by: 'usual' },
  keepsRaw: false,
};

/**
 * One request to a callback's address. Nothing is read before its signature is known to be ours, and nothing is answered
 * with 2xx before the word is stored.
 */
export async function handleCallback(
  deps: CallbackListenerDeps,
  { id: token, query }: { id: string; query: string },
  exchange: Exchange,
): Promise<void> {
  const { request, response } = exchange;
  try {
    const place = deps.addresses.read(token);
    const refusal = refusalOf(deps, { place, token, request });
    if (refusal !== undefined || place === undefined) return refuse(exchange, refusal ?? callbackProblems.unknown);
    const receive = (workspaceId: string) => receiveCall(deps, { workspaceId, query }, exchange);
    const end = await takeCallback({ place, receive }, deps);
    if (end === 'taken') writeJson(response, 200, { ok: true, detail: 'Thank you. The flow goes on.' });
    else if (end !== 'not-received') refuse(exchange, endProblems[end]);
  } catch (error) {
    deps.onError(error, {});
    if (!response.headersSent) writeProblem(response, callbackProblems.away);
  }
}

function refusalOf(
  { limits, worker }: CallbackListenerDeps,
  { place, token, request }: { place: StepPlace | undefined; token: string; request: IncomingMessage },
): Problem | undefined {
  const sender = `callback ${limits.senderOf(request)}`;
  if (limits.refusals.isEmpty(sender)) return tooManyRequests(limits.refusals.secondsUntilNext(sender));
  if (token === SAMPLE_TOKEN) return callbackProblems.sample;
  if (place === undefined) {
    limits.refusals.take(sender);
    return callbackProblems.unknown;
  }
  if (LOOKS.has(request.method ?? 'GET')) return callbackProblems.method;
  const address = writePlace(place);
  if (!limits.requests.take(address)) return tooManyRequests(limits.requests.secondsUntilNext(address));
  return worker.isStopping ? callbackProblems.away : undefined;
}

/** What the step gives; undefined where nothing was to be had and the sender has been told. */
async function receiveCall(
  { files, now }: CallbackListenerDeps,
  { workspaceId, query }: { workspaceId: string; query: string },
  { request, response }: Exchange,
): Promise<unknown> {
  const line = { method: request.method ?? 'GET', path: '', query, headers: request.headers };
  const receiving = { request, line, workspaceId, settings: SETTINGS, account: undefined, files, now: now() };
  const received = await receiveRequest(receiving);
  if (received === 'cut-off') return undefined;
  if ('payload' in received) {
    const { body, query: fields, headers, method } = received.payload;
    return { body, query: fields, headers, method };
  }
  await letRunOut(request);
  writeProblem(response, received.problem);
  return undefined;
}

function refuse({ request, response }: Exchange, problem: Problem): void {
  request.resume();
  writeProblem(response, problem);
}
