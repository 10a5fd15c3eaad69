import type { IncomingMessage, ServerResponse } from 'node:http';
import { OperationError } from '@patchbay/connector';
import { awaitAnswer } from '../awaitAnswer.ts';
import { looksAtBody, whyRefused } from '../checks/whyRefused.ts';
import type { HookDeps } from '../hookDeps.ts';
import { letRunOut } from '../letRunOut.ts';
import { UnreadableBody } from '../parsePayload.ts';
import { BodyTooLarge, CutOff } from '../readBody.ts';
import type { Route } from '../routes.ts';
import { startedBy } from '../startedBy.ts';
import type { FormSettings } from '../triggerSettings.ts';
import { type Filled, formPage, nothingFilled, sayingPage } from './formPage.ts';
import { formReplies, writePage } from './formReplies.ts';
import type { FormToken } from './formTokens.ts';
import { readAnswers } from './readAnswers.ts';
import { readSubmission, type Submission } from './readSubmission.ts';

/** Nobody reads and answers faster than this. */
const FASTEST_MS = 1_500;
/** A page that was open for longer is asked for anew. */
const OLDEST_MS = 24 * 3_600_000;

type Exchange = { request: IncomingMessage; response: ServerResponse };
type Opened = { route: Route; form: FormSettings; isTest: boolean };

/** One request to a form's address: its page, or the answers that somebody sends. */
export async function handleForm(
  deps: HookDeps,
  { id, query }: { id: string; query: string },
  exchange: Exchange,
): Promise<void> {
  const { request, response } = exchange;
  try {
    const opened = await open(deps, id);
    if (typeof opened === 'string') return say(exchange, opened);
    if (!deps.limits.requests.take(id)) return say(exchange, 'busy');
    const refusal = await whyNotLetIn(deps, opened, exchange.request);
    if (refusal !== undefined) return say(exchange, refusal);
    if (request.method === 'POST') await takeAnswers(deps, opened, exchange);
    else showEmpty(deps, opened, { query, response });
  } catch (error) {
    if (error instanceof CutOff) return;
    deps.onError(error, {});
    if (!response.headersSent) say(exchange, 'away');
  }
}

/** The form at an address, or which page stands in its place. */
async function open(deps: HookDeps, hookId: string): Promise<Opened | Saying> {
  const route = await deps.routes.get(hookId);
  if (route === null) return 'unknown';
  const isTest = route.live === null || !route.active;
  if (isTest && !deps.captures.isWanted(route)) {
    if (route.live === null) return 'closed';
    return route.live.settings.kind === 'form' ? 'off' : 'unknown';
  }
  const settings = route.live?.settings ?? (await deps.draftSettings(route));
  if (settings?.kind !== 'form') return 'unknown';
  return deps.worker.isStopping ? 'away' : { route, form: settings, isTest };
}

/** Only what a browser can pass lets anybody in; an account that is gone lets in nobody. */
async function whyNotLetIn(
  deps: HookDeps,
  { route, form }: Opened,
  request: IncomingMessage,
): Promise<Saying | undefined> {
  if (form.connection === undefined) return undefined;
  const account = await deps.openConnection(route.workspaceId, form.connection);
  if (account === undefined || looksAtBody(account)) return 'impossible';
  const { headers } = request;
  const sender = `${route.hookId} ${deps.limits.senderOf(request)}`;
  if (deps.limits.refusals.isEmpty(sender)) return 'busy';
  const reason = whyRefused(account, { headers, body: null }, deps.now());
  if (reason === undefined) return undefined;
  // The first request of a browser never has a password: it asks for one when it is told so.
  if (headers.authorization !== undefined) deps.limits.refusals.take(sender);
  return 'refused';
}

/** The form as it is opened. A link may bring values along, by the names of the questions. */
function showEmpty(deps: HookDeps, opened: Opened, { query, response }: { query: string; response: ServerResponse }) {
  const given = new URLSearchParams(query);
  const values = new Map(opened.form.fields.map(({ name }) => [name, given.getAll(name)]));
  show(deps, opened, { response, filled: { ...nothingFilled, values } });
}

type Shown = {
  response: ServerResponse;
  filled: Filled;
  notice?: string | undefined;
  token?: FormToken;
  status?: number;
};

function show(deps: HookDeps, { route, form, isTest }: Opened, shown: Shown): void {
  const { response, filled, notice, status = 200, token = deps.tokens.mint(route.hookId, deps.now()) } = shown;
  const text = formPage({ form, isTest, token: token.text, filled, ...(notice !== undefined && { notice }) });
  writePage(response, { status, text });
}

async function takeAnswers(deps: HookDeps, opened: Opened, exchange: Exchange): Promise<void> {
  const { request } = exchange;
  const { hookId, workspaceId } = opened.route;
  const { limits, files, tokens } = deps;
  if (!(await limits.takeForm(hookId, limits.senderOf(request)))) {
    await letRunOut(request);
    return say(exchange, 'busy');
  }
  try {
    const submission = await readSubmission({ request, hookId, workspaceId, form: opened.form, files, tokens });
    await judge(deps, { opened, submission }, exchange.response);
  } catch (error) {
    const sentence = sentenceFor(error);
    if (sentence === undefined) throw error;
    await letRunOut(request);
    show(deps, opened, { response: exchange.response, filled: nothingFilled, notice: sentence, status: 413 });
  }
}

/** What a person is told of a form that could not be read; undefined for what is no fault of theirs. */
function sentenceFor(error: unknown): string | undefined {
  if (error instanceof BodyTooLarge) return 'This is more than a form may hold: 100 MB with all files.';
  if (error instanceof OperationError) return error.failure.message;
  return error instanceof UnreadableBody ? 'This could not be read. Please fill the form in again.' : undefined;
}

type Judged = { opened: Opened; submission: Submission };

async function judge(deps: HookDeps, { opened, submission }: Judged, response: ServerResponse): Promise<void> {
  const { route, form, isTest } = opened;
  // Whoever fills in what nobody sees is a program, and is not told that it was seen through.
  const replies = formReplies(response, form, { files: deps.files, workspaceId: route.workspaceId });
  if (submission.isTrapped) return replies.accepted('');
  const { payload, problems } = readAnswers(form.fields, submission);
  const notice = noticeFor(opened, submission.token, deps.now());
  if (notice !== undefined || problems.size > 0 || submission.token === undefined) {
    return showAgain(
      deps,
      { opened, submission },
      { response, problems, notice: problems.size > 0 ? undefined : notice },
    );
  }
  if (deps.captures.isWanted(route)) deps.captures.offer(route, { payload });
  if (isTest || route.live === null) {
    const text = 'Your answers have arrived where this form is made. No run was started.';
    return writePage(response, { status: 200, text: sayingPage({ title: form.title, text }) });
  }
  const begun = startedBy({ route, live: route.live, payload, at: deps.now(), key: `form ${submission.token.nonce}` });
  await awaitAnswer(deps, { ...begun, waits: form.after.show === 'flow' }, replies);
}

/** Why a form without mistakes is not taken yet; undefined for one that is. */
function noticeFor({ isTest }: Opened, token: FormToken | undefined, now: number): string | undefined {
  if (isOutdated(token, now)) return 'This page was open for too long. Please look it over and send it again.';
  // Whoever tries a form out knows it by heart.
  const isTooFast = !isTest && token !== undefined && now - token.mintedAt < FASTEST_MS;
  return isTooFast ? 'That was very quick. Please look it over and send it again.' : undefined;
}

function isOutdated(token: FormToken | undefined, now: number): boolean {
  return token === undefined || now - token.mintedAt > OLDEST_MS;
}

/** The page again, with all that was typed, and the files that are here. It stays the same page: sent twice, it is one. */
function showAgain(
  deps: HookDeps,
  { opened, submission }: Judged,
  { response, problems, notice }: Pick<Shown, 'response' | 'notice'> & Pick<Filled, 'problems'>,
): void {
  const now = deps.now();
  const known = isOutdated(submission.token, now) ? undefined : submission.token;
  const token = known ?? deps.tokens.mint(opened.route.hookId, now);
  const files = new Map(
    [...submission.files].map(([name, file]) => [name, { file, sealed: deps.tokens.sealFile(token.nonce, file) }]),
  );
  show(deps, opened, { response, filled: { values: submission.values, files, problems }, notice, token, status: 422 });
}

type Saying = keyof typeof sayings;

/** What stands in the place of a form. */
const sayings = {
  unknown: {
    status: 404,
    title: 'There is no form here',
    text: 'Look at the address again, or ask whoever gave it to you.',
  },
  closed: {
    status: 404,
    title: 'This form is not open yet',
    text: 'Ask whoever gave you the address, and come back later.',
  },
  off: {
    status: 503,
    title: 'This form is closed just now',
    text: 'It takes no answers at the moment. Come back later.',
  },
  busy: {
    status: 429,
    title: 'One moment',
    text: 'Too many forms came at once. Wait a minute, go back and send yours again.',
  },
  refused: { status: 401, title: 'This form is not for everybody', text: 'It opens with a user name and a password.' },
  impossible: {
    status: 503,
    title: 'This form cannot be opened',
    text: 'The people behind it have to look at how it is protected.',
  },
  away: {
    status: 503,
    title: 'One moment',
    text: 'This did not work just now. Go back and try again in a few seconds.',
  },
} as const;

function say({ request, response }: Exchange, saying: Saying): void {
  request.resume();
  const { status, title, text } = sayings[saying];
  const headers: Record<string, string> =
    saying === 'refused' ? { 'www-authenticate': 'Basic realm="Form", charset="UTF-8"' } : {};
  writePage(response, { status, text: sayingPage({ title, text }), headers });
}
