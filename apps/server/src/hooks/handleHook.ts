import { randomUUIDv7 } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, RunEvent } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import type { RunJournal } from '../store/journal/journal.ts';
import type { LiveRuns } from '../worker/liveRuns.ts';
import type { Worker } from '../worker/worker.ts';
import { awaitAnswer } from './awaitAnswer.ts';
import type { Captures } from './captures.ts';
import { type HookPayload, parsePayload, UnreadableBody } from './parsePayload.ts';
import { problems, unreadableBody, writeProblem, wrongMethod } from './problem.ts';
import { readBody } from './readBody.ts';
import type { Route, Routes } from './routes.ts';
import { writeJson } from './writeAnswer.ts';

export type HookDeps = {
  routes: Routes;
  worker: Worker;
  live: LiveRuns;
  journal: Pick<RunJournal, 'readFrom'>;
  captures: Captures;
  now(): number;
  /** The run that an earlier delivery with the same key started, with its answer where it has given one. */
  findDelivered(delivery: Delivery): Promise<{ runId: string; answer?: Answer } | null>;
  onError(error: unknown, about: { runId?: string }): void;
};

type Delivery = { hookId: string; key: string };

type Live = NonNullable<Route['live']>;
type Exchange = { request: IncomingMessage; response: ServerResponse };

/**
 * One request to a hook's address, from its bytes to the answer. Nothing is answered with 2xx before the run is stored.
 * Works on plain `node:http` objects: a framework's reply costs as much as all of this.
 */
export async function handleHook(
  deps: HookDeps,
  hook: { id: string; query: string },
  exchange: Exchange,
): Promise<void> {
  const { response } = exchange;
  try {
    const found = deps.routes.get(hook.id);
    const route = found instanceof Promise ? await found : found;
    if (route === null) return refuse(exchange, problems.unknownHook);
    const payload = await receive(hook.query, exchange);
    if (payload === undefined) return;
    if (deps.captures.isWanted(route)) deps.captures.offer(route, payload);
    const refusal = refusalOf(deps, route, payload.method);
    if (refusal !== undefined) {
      if (deps.captures.isWanted(route)) return writeJson(response, 200, { captured: true });
      return writeProblem(response, refusal);
    }
    if (route.live !== null) await start(deps, { route, live: route.live, payload }, exchange);
  } catch (error) {
    deps.onError(error, {});
    if (!response.headersSent) writeProblem(response, problems.away);
  }
}

function refusalOf(deps: HookDeps, { active, live }: Route, method: string) {
  if (live === null) return problems.notPublished;
  if (!active) return problems.flowOff;
  if (live.method !== 'ANY' && live.method !== method) return wrongMethod(live.method);
  return deps.worker.isStopping ? problems.away : undefined;
}

/** The payload; undefined when there is none to be had and the sender has been told. */
async function receive(query: string, exchange: Exchange): Promise<HookPayload | undefined> {
  const { request, response } = exchange;
  const body = await readBody(request);
  if (body === 'cut-off') return undefined;
  if (body === 'too-large') {
    writeProblem(response, problems.tooLarge);
    return undefined;
  }
  try {
    return parsePayload({ method: request.method ?? 'GET', query, headers: request.headers, body });
  } catch (error) {
    if (!(error instanceof UnreadableBody)) throw error;
    writeProblem(response, unreadableBody(error.message));
    return undefined;
  }
}

function refuse({ request, response }: Exchange, problem: (typeof problems)[keyof typeof problems]): void {
  request.resume();
  writeProblem(response, problem);
}

async function start(
  deps: HookDeps,
  job: { route: Route; live: Live; payload: HookPayload },
  exchange: Exchange,
): Promise<void> {
  const { route, live, payload } = job;
  const at = deps.now();
  const runId = randomUUIDv7();
  const delivery = deliveryOf(route.hookId, exchange.request);
  const started: RunEvent = { type: 'run.started', at, trigger: StepId.parse(route.stepId), payload, mode: 'live' };
  const run = {
    id: runId,
    workspaceId: route.workspaceId,
    flowId: route.flowId,
    number: live.number,
    planId: live.planId,
    mode: 'live' as const,
    trigger: route.stepId,
    startedAt: at,
    ...(delivery && { delivery }),
  };
  await awaitAnswer(deps, { run, plan: live.plan, started, waits: live.answer === 'run' }, exchange.response);
}

/** How senders say which delivery this is, so that their second try is not a second run. */
function deliveryOf(hookId: string, { headers }: IncomingMessage): Delivery | undefined {
  const key = headers['idempotency-key'] ?? headers['webhook-id'];
  return typeof key === 'string' && key !== '' ? { hookId, key: key.slice(0, 255) } : undefined;
}
