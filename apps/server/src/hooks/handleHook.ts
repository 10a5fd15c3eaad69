import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenConnection } from '../vault/signRequest.ts';
import { handleApp } from './apps/handleApp.ts';
import { awaitAnswer } from './awaitAnswer.ts';
import { deliveryOf } from './deliveryOf.ts';
import type { HookDeps } from './hookDeps.ts';
import { letRunOut } from './letRunOut.ts';
import type { HookPayload } from './parsePayload.ts';
import { type Problem, problems, tooManyRequests, writeProblem, wrongMethod } from './problem.ts';
import { receiveRequest } from './receiveRequest.ts';
import { jsonReplies } from './replies.ts';
import type { LiveTrigger, Route } from './routes.ts';
import { startedBy } from './startedBy.ts';
import type { RequestSettings } from './triggerSettings.ts';
import { writeJson } from './writeAnswer.ts';

/** Where a request was sent: the hook, and what stands behind it in the address. */
export type HookAddress = { id: string; path: string; query: string };

type Exchange = { request: IncomingMessage; response: ServerResponse };

/**
 * One request to a hook's address, from its bytes to the answer. Nothing is answered with 2xx before the run is stored.
 * Works on plain `node:http` objects: a framework's reply costs as much as all of this.
 */
export async function handleHook(deps: HookDeps, address: HookAddress, exchange: Exchange): Promise<void> {
  try {
    const found = deps.routes.get(address.id);
    const route = found instanceof Promise ? await found : found;
    const settings = route && (await settingsOf(deps, route));
    if (route !== null && settings === undefined) return refuse(exchange, problems.notPublished);
    if (route !== null && settings?.kind === 'app')
      return await handleApp(deps, { route, settings, address }, exchange);
    if (route === null || settings?.kind !== 'request') return refuse(exchange, problems.unknownHook);
    await take(deps, { route, settings, address }, exchange);
  } catch (error) {
    deps.onError(error, {});
    if (!exchange.response.headersSent) writeProblem(exchange.response, problems.away);
  }
}

/** How the step takes requests: as published; for whoever listens before that, as it is drawn. */
async function settingsOf(deps: HookDeps, route: Route) {
  if (route.live !== null) return route.live.settings;
  // An app asks whether the address is ours before the flow is published: people paste it there while they draw.
  return deps.draftSettings(route);
}

type Arrival = { route: Route; settings: RequestSettings; address: HookAddress };

async function take(deps: HookDeps, arrival: Arrival, exchange: Exchange): Promise<void> {
  const { route, settings } = arrival;
  const { request, response } = exchange;
  const isWanted = deps.captures.isWanted(route);
  const refusal = refusalOf(deps, route, request.method ?? 'GET');
  if (refusal !== undefined && !isWanted) return refuse(exchange, refusal);
  const limit = limitReached(deps, route.hookId, request);
  if (limit !== undefined) return refuse(exchange, limit);
  const account = await accountOf(deps, route.workspaceId, settings);
  if (account === 'gone') return refuse(exchange, problems.checkImpossible);
  const payload = await receivePayload(deps, { ...arrival, account }, exchange);
  if (payload === undefined) return;
  if (isWanted) deps.captures.offer(route, { payload });
  if (refusal !== undefined) return writeJson(response, 200, { captured: true });
  if (route.live !== null) await start(deps, { ...arrival, account, live: route.live, payload }, exchange);
}

function refusalOf(deps: HookDeps, { active, live }: Route, method: string): Problem | undefined {
  if (live === null) return problems.notPublished;
  if (!active) return problems.flowOff;
  const wanted = live.settings.kind === 'request' ? live.settings.method : 'ANY';
  if (wanted !== 'ANY' && wanted !== method) return wrongMethod(wanted);
  return deps.worker.isStopping ? problems.away : undefined;
}

function limitReached({ limits }: HookDeps, hookId: string, request: IncomingMessage): Problem | undefined {
  if (!limits.requests.take(hookId)) return tooManyRequests(limits.requests.secondsUntilNext(hookId));
  const sender = `${hookId} ${limits.senderOf(request)}`;
  return limits.refusals.isEmpty(sender) ? tooManyRequests(limits.refusals.secondsUntilNext(sender)) : undefined;
}

/** The account that says who may send; a step that names one which is not there lets nobody in. */
async function accountOf(
  { openConnection }: HookDeps,
  workspaceId: string,
  { connection }: Pick<RequestSettings, 'connection'>,
): Promise<OpenConnection | undefined | 'gone'> {
  if (connection === undefined) return undefined;
  return (await openConnection(workspaceId, connection)) ?? 'gone';
}

/** The payload; undefined when there is none to be had and the sender has been told. */
async function receivePayload(
  deps: HookDeps,
  { route, settings, address, account }: Arrival & { account: OpenConnection | undefined },
  { request, response }: Exchange,
): Promise<HookPayload | undefined> {
  const { path, query } = address;
  const line = { method: request.method ?? 'GET', path, query, headers: request.headers };
  const { workspaceId } = route;
  const { files } = deps;
  const received = await receiveRequest({ request, line, workspaceId, settings, account, files, now: deps.now() });
  if (received === 'cut-off') return undefined;
  if ('payload' in received) return received.payload;
  const { problem, reason } = received;
  if (reason !== undefined) {
    deps.limits.refusals.take(`${route.hookId} ${deps.limits.senderOf(request)}`);
    if (deps.captures.isWanted(route)) deps.captures.offer(route, { refused: reason });
  }
  await letRunOut(request);
  writeProblem(response, problem);
  return undefined;
}

function refuse({ request, response }: Exchange, problem: Problem): void {
  request.resume();
  writeProblem(response, problem);
}

type Beginning = Arrival & { account: OpenConnection | undefined; live: LiveTrigger; payload: HookPayload };

async function start(deps: HookDeps, beginning: Beginning, { request, response }: Exchange): Promise<void> {
  const { route, settings, account, live, payload } = beginning;
  const key = deliveryOf(settings, { headers: request.headers, body: payload.body }, account);
  const begun = startedBy({ route, live, payload, at: deps.now(), ...(key !== undefined && { key }) });
  const replies = jsonReplies(response, settings, { files: deps.files, workspaceId: route.workspaceId });
  await awaitAnswer(deps, { ...begun, waits: settings.answer === 'run' }, replies);
}
