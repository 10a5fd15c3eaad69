import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebhookTrigger } from '@patchbay/connector';
import { awaitAnswer } from '../awaitAnswer.ts';
import type { HookAddress } from '../handleHook.ts';
import type { HookDeps } from '../hookDeps.ts';
import { letRunOut } from '../letRunOut.ts';
import { bodyKind, parseBody, UnreadableBody } from '../parsePayload.ts';
import { type Problem, problems, tooManyRequests, unreadableBody, writeProblem } from '../problem.ts';
import { BodyTooLarge, CutOff, readBody } from '../readBody.ts';
import type { Replies } from '../replies.ts';
import type { LiveTrigger, Route } from '../routes.ts';
import { startedBy } from '../startedBy.ts';
import { writeAnswer, writeJson } from '../writeAnswer.ts';
import type { AppSettings } from './appSettings.ts';
import { type AppEvent, eventsOf } from './eventsOf.ts';
import { asksUnsigned, type Greeting, greet } from './handshake.ts';
import { whyNotFromApp } from './isFromApp.ts';

type Exchange = { request: IncomingMessage; response: ServerResponse };
type Arrival = { route: Route; settings: AppSettings; address: HookAddress };

/** One request of an app: its question whether the address is ours, or events, each of which starts a run. */
export async function handleApp(deps: HookDeps, arrival: Arrival, exchange: Exchange): Promise<void> {
  const { route, settings, address } = arrival;
  const { request, response } = exchange;
  const limit = limitReached(deps, route.hookId, request);
  if (limit !== undefined) return refuse(exchange, limit);
  const secret = await secretOf(deps, arrival);
  const line = { method: request.method ?? 'GET', query: address.query };
  if (asksUnsigned(settings.webhook)) {
    const greeting = greet(settings.webhook, { ...line, body: undefined, word: await wordOf(deps, arrival) });
    if (greeting !== undefined) return welcome(exchange, greeting);
  }
  const bytes = await receive(exchange);
  if (bytes === undefined) return;
  const reason = whyRefused(deps, arrival, { request, bytes, secret });
  if (reason !== undefined) {
    deps.limits.refusals.take(`${route.hookId} ${deps.limits.senderOf(request)}`);
    if (deps.captures.isWanted(route)) deps.captures.offer(route, { refused: reason });
    return writeProblem(response, problems.refused);
  }
  const body = read(exchange, bytes);
  if (body === undefined) return;
  const greeting = greet(settings.webhook, { ...line, body: body.value, word: undefined });
  if (greeting !== undefined) return welcome(exchange, greeting);
  await take(deps, arrival, {
    exchange,
    events: eventsOf(settings, { headers: request.headers, body: body.value }),
  });
}

type Came = { exchange: Exchange; events: readonly AppEvent[] };

async function take(deps: HookDeps, { route, settings }: Arrival, { exchange, events }: Came): Promise<void> {
  const { response } = exchange;
  const { active, live } = route;
  if (deps.captures.isWanted(route)) {
    for (const { payload } of events) deps.captures.offer(route, { payload: asFields(payload) });
  }
  if (live === null) return writeProblem(response, problems.notPublished);
  if (!active) return writeProblem(response, problems.flowOff);
  if (deps.worker.isStopping) return writeProblem(response, problems.away);
  const isKept = await Promise.all(events.map((event) => start(deps, { route, live, event })));
  if (isKept.includes(false)) writeProblem(response, problems.away);
  else done(response, settings.webhook, events.length);
}

/** Whether the event's run is durable, be it this one or an earlier one of the same event. */
function start(deps: HookDeps, { route, live, event }: { route: Route; live: LiveTrigger; event: AppEvent }) {
  const { payload, key } = event;
  const begun = startedBy({ route, live, payload, at: deps.now(), ...(key !== undefined && { key }) });
  return new Promise<boolean>((resolve) => {
    const kept = () => resolve(true);
    const replies: Replies = {
      answered: kept,
      finished: kept,
      accepted: kept,
      failed: kept,
      away: () => resolve(false),
    };
    void awaitAnswer(deps, { ...begun, waits: false }, replies);
  });
}

/** Twilio takes what it is answered for instructions, in a format of its own. */
function done(response: ServerResponse, { signature }: WebhookTrigger, count: number): void {
  if (signature?.scheme !== 'twilio') writeJson(response, 200, { received: count });
  else writeAnswer(response, { status: 200, contentType: 'text/xml; charset=utf-8', body: '<Response/>' });
}

function welcome({ request, response }: Exchange, greeting: Greeting): void {
  request.resume();
  writeAnswer(response, greeting);
}

function refuse({ request, response }: Exchange, problem: Problem): void {
  request.resume();
  writeProblem(response, problem);
}

function limitReached({ limits }: HookDeps, hookId: string, request: IncomingMessage): Problem | undefined {
  if (!limits.requests.take(hookId)) return tooManyRequests(limits.requests.secondsUntilNext(hookId));
  const sender = `${hookId} ${limits.senderOf(request)}`;
  return limits.refusals.isEmpty(sender) ? tooManyRequests(limits.refusals.secondsUntilNext(sender)) : undefined;
}

/** What the app signs with: agreed on when it was asked for its events, or a field of the account. */
async function secretOf(deps: HookDeps, { route, settings }: Arrival): Promise<string | undefined> {
  const { signature } = settings.webhook;
  if (signature === undefined) return undefined;
  if (typeof signature.secret === 'string') return deps.subscriptionSecret(route);
  if (settings.connection === undefined) return undefined;
  const account = await deps.openConnection(route.workspaceId, settings.connection);
  return account?.secret[signature.secret.accountField];
}

/** What the app has to say before it is answered. */
async function wordOf(deps: HookDeps, { route, settings }: Arrival): Promise<string | undefined> {
  const { verifyToken } = settings.webhook;
  if (verifyToken === undefined || settings.connection === undefined) return undefined;
  return (await deps.openConnection(route.workspaceId, settings.connection))?.secret[verifyToken.accountField];
}

type Checked = { request: IncomingMessage; bytes: Buffer; secret: string | undefined };

function whyRefused(deps: HookDeps, { settings, address }: Arrival, { request, bytes, secret }: Checked) {
  const { signature } = settings.webhook;
  if (signature === undefined) return undefined;
  const { id, path, query } = address;
  const url = `${deps.addresses.hook(id)}${path}${query === '' ? '' : `?${query}`}`;
  return whyNotFromApp(signature, secret ?? '', { headers: request.headers, body: bytes, url, now: deps.now() });
}

/** The body as it came; undefined when there is none to be had and the sender has been told. */
async function receive({ request, response }: Exchange): Promise<Buffer | undefined> {
  try {
    return await readBody(request);
  } catch (error) {
    if (error instanceof CutOff) return undefined;
    if (!(error instanceof BodyTooLarge)) throw error;
    await letRunOut(request);
    writeProblem(response, problems.tooLarge);
    return undefined;
  }
}

function read({ request, response }: Exchange, bytes: Buffer): { value: unknown } | undefined {
  const kind = bodyKind(request.headers['content-type']);
  try {
    return { value: parseBody(bytes, kind === 'parts' || kind === 'file' ? 'text' : kind) };
  } catch (error) {
    if (!(error instanceof UnreadableBody)) throw error;
    writeProblem(response, unreadableBody(error.message));
    return undefined;
  }
}

function asFields(payload: unknown): Record<string, unknown> {
  return typeof payload === 'object' && payload !== null && !Array.isArray(payload)
    ? { ...payload }
    : { value: payload };
}
