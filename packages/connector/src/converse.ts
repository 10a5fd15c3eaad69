import { messageOf, type Saying, say } from '@patchbay/words';
import type { LongRunning, Paging } from './answerRules.ts';
import { type BuildOptions, buildRequest } from './buildRequest.ts';
import type { Operation } from './connector.ts';
import { type Failure, OperationError } from './failure.ts';
import type { FileRef } from './file.ts';
import { type AnswerHead, readFileAnswer } from './fileAnswer.ts';
import { isSame } from './isSame.ts';
import { isObject, type Json, own } from './json.ts';
import { digestOf, firstMark, goesOnFrom, markIn, type OnePage, type PageMark } from './onePage.ts';
import {
  firstPage,
  listOn,
  MOST_ITEMS,
  nextPage,
  type Page,
  type PagedOutput,
  type Places,
  pagedOutput,
  wantedItems,
} from './paging.ts';
import { partOfAnswer, readAnswer } from './readResponse.ts';
import type { HttpRequest, HttpResponse } from './request.ts';
import { valueAt } from './valueAt.ts';

/** What a call wants done next: a request sent, or nothing for a while. */
export type Turn =
  | {
      do: 'send';
      request: HttpRequest;
      operation: Operation;
      input: unknown;
      /** Whether another request of the same call was answered before. */
      isFurther: boolean;
    }
  | { do: 'wait'; ms: number };

/** What came back: an answer, or one whose body was kept as a file. Undefined after a wait. */
export type Reply = HttpResponse | (AnswerHead & { file: FileRef }) | undefined;

/** A call as a conversation: it gives turns, is given replies (or an error), and ends with the output. */
export type Conversation = Generator<Turn, unknown, Reply>;

export type Call = BuildOptions & {
  operation: Operation;
  input: unknown;
  /** The other operations of its connector. */
  others(name: string): Operation | undefined;
  /**
   * One page of its list is wanted: the first, or the one that `after`, the `more` of the page before, leads to. The call
   * gives a `OnePage` then.
   */
  page?: { after: unknown };
};

/** Pages that came without an item, or of a list without an end. */
const MOST_PAGES = 10_000;
const MOST_BYTES = 25_000_000;
const EVERY_MS = 2_000;
/** A question how far a call is may fail so often in a row. */
const PATIENCE = 5;
const LONGEST_WAIT_MS = 60_000;
const FAILED_THERE = 'failed_there';

/**
 * Carries out a call without sending anything itself: the same for a run, a test on recorded answers and a mock. Most calls
 * are one request; a list is asked for page by page, and a long-running call is asked until it is done.
 * Throws OperationError.
 */
export function* converse(call: Call): Conversation {
  const { operation, input } = call;
  const before =
    operation.before &&
    (yield* converse(furtherCall(call, operation.before.operation, filledFrom(operation.before.input, input))));
  if (operation.paging !== undefined) {
    const paging = operation.pagingOf?.(input) ?? operation.paging;
    const made = (list: PagedOutput) => withItems(list, call, before);
    if (call.page === undefined) return made(yield* allPages(call, paging));
    const { output, more } = yield* onePage(call, { paging, mark: markIn(call.page.after) });
    return { output: made(output), more } satisfies OnePage;
  }
  const request = buildRequest(operation, input, { ...call, before });
  const reply = yield { do: 'send', request, operation, input, isFurther: before !== undefined };
  const output = yield* outputOf(call, reply);
  return operation.fromAnswer === undefined ? output : operation.fromAnswer(output, input, before);
}

function withItems(list: PagedOutput, { operation: { fromAnswer }, input }: Call, before: unknown): PagedOutput {
  return fromAnswer === undefined
    ? list
    : { ...list, items: list.items.map((item) => fromAnswer(item, input, before)) };
}

function* outputOf(call: Call, reply: Reply): Conversation {
  const { operation } = call;
  if (reply !== undefined && 'file' in reply) return readFileAnswer(operation, reply, reply.file);
  const answer = readReply(operation, reply);
  const { longRunning } = operation;
  return partOfAnswer(operation, longRunning === undefined ? answer : yield* untilDone(call, longRunning, answer));
}

function readReply(operation: Operation, reply: Reply): unknown {
  if (reply === undefined || 'file' in reply) {
    throw refusal('answer_not_json', 'The API answered with a file instead of data.');
  }
  return readAnswer(operation, reply);
}

function* allPages(call: Call, paging: Paging): Generator<Turn, PagedOutput, Reply> {
  const { operation, input } = call;
  const { most, isOnePage } = wantedItems(input);
  const template = operation.request ?? handMade(paging);
  const first = firstPage(template, { paging, most });
  const seen = new Set<string>();
  const items: unknown[] = [];
  let last: readonly unknown[] = [];
  let page: Page | undefined = first;
  let bytes = 0;
  for (let number = 0; page !== undefined && number < MOST_PAGES; number += 1) {
    const request = pageRequest(call, { first, page });
    if (seen.has(asText(request))) throw goesRound();
    seen.add(asText(request));
    const reply: Reply = yield { do: 'send', request, operation, input, isFurther: number > 0 };
    const answer = readReply(operation, reply);
    const found = listOn(answer, paging.items);
    if (number > 0 && found.length > 0 && isSame(found, last)) throw goesRound();
    for (const item of found) items.push(item);
    last = found;
    bytes += reply !== undefined && 'body' in reply ? reply.body.length : 0;
    if (bytes > MOST_BYTES || (items.length > MOST_ITEMS && items.length > most)) throw tooMuch();
    const headers = reply?.headers ?? {};
    page = nextPage(template, paging, { answer, headers, request, number, items: found, count: items.length });
    if (isOnePage) return pagedOutput(items, page !== undefined);
    if (items.length >= most) return pagedOutput(items.slice(0, most), items.length > most || page !== undefined);
    if (items.length >= MOST_ITEMS && page !== undefined) throw tooMuch();
  }
  if (page !== undefined) throw goesRound();
  return pagedOutput(items, false);
}

/** One page of the list, and where it goes on. However long the list is, no more is known of it than that. */
function* onePage(
  call: Call,
  { paging, mark }: { paging: Paging; mark: PageMark | undefined },
): Generator<Turn, OnePage, Reply> {
  const { operation, input } = call;
  const template = operation.request ?? handMade(paging);
  const first = firstPage(template, { paging, most: Number.POSITIVE_INFINITY });
  const at = mark ?? firstMark(first);
  const request = pageRequest(call, { first, page: at.page });
  const reply: Reply = yield { do: 'send', request, operation, input, isFurther: false };
  const answer = readReply(operation, reply);
  const items = [...listOn(answer, paging.items)];
  if (reply !== undefined && 'body' in reply && reply.body.length > MOST_BYTES) throw tooMuch();
  const digest = digestOf(items);
  if (items.length > 0 && at.digest === digest) throw goesRound();
  const count = at.count + items.length;
  const headers = reply?.headers ?? {};
  const next = nextPage(template, paging, { answer, headers, request, number: at.number, items, count });
  const more = next && goesOnFrom(at, { page: next, count, digest });
  if (more === 'round') throw goesRound();
  return { output: pagedOutput(items, more !== undefined), more };
}

/** A page is asked for as the first was, from another place on; or at the address that the API gave. */
function pageRequest(call: Call, { first, page }: { first: Page; page: Page }): HttpRequest {
  const { operation, input } = call;
  const { request: template } = operation;
  if (template === undefined) return withQuery(buildRequest(operation, input, call), { first, page });
  const filled = [...(template.filled ?? []), ...first.fillings, ...page.fillings];
  const request = buildRequest({ ...operation, request: { ...template, filled } }, input, call);
  return page.url === undefined ? request : { ...request, url: page.url };
}

/** Where the pages of a request are asked for that is made in code: in its query. */
function handMade(paging: Paging): Places {
  const places = [paging.size, 'to' in paging ? paging.to : undefined];
  const named = places.flatMap((place) => (place?.in === 'query' ? [place.name] : []));
  return { parameters: named.map((name) => ({ input: name, name, in: 'query', style: 'form', explode: true })) };
}

function withQuery(request: HttpRequest, { first, page }: { first: Page; page: Page }): HttpRequest {
  if (page.url !== undefined) return { ...request, url: page.url };
  const url = new URL(request.url);
  for (const { at, value } of [...first.fillings, ...page.fillings]) {
    const [name] = at;
    if (name !== undefined) url.searchParams.set(name, String(value));
  }
  return { ...request, url: url.href };
}

/** What tells one request of a list from the others. */
function asText({ url, headers, body }: HttpRequest): string {
  return JSON.stringify([url, headers, typeof body === 'string' ? body : '']);
}

/**
 * Asks how far a call is until it is done. Its first request has done something: what fails from here on says so, and a
 * question that fails for a while is asked again.
 */
function* untilDone(call: Call, longRunning: LongRunning, started: unknown): Conversation {
  const asked = furtherCall(call, longRunning.operation, filledFrom(longRunning.input, started));
  let failures = 0;
  let waitMs = longRunning.everyMs ?? EVERY_MS;
  for (;;) {
    yield { do: 'wait', ms: waitMs };
    waitMs = longRunning.everyMs ?? EVERY_MS;
    try {
      const request = buildRequest(asked.operation, asked.input, asked);
      const { operation, input } = asked;
      const answer = readReply(operation, yield { do: 'send', request, operation, input, isFurther: true });
      failures = 0;
      const state = valueAt(answer, longRunning.state);
      if (longRunning.done.some((one) => isSame(one, state))) return answer;
      if (longRunning.failed?.some((one) => isSame(one, state))) throw failedThere(state, answer);
    } catch (error) {
      if (!(error instanceof OperationError) || error.failure.code === FAILED_THERE) throw error;
      failures += 1;
      const { failure } = error;
      if (failure.retry !== 'later' || failures >= PATIENCE) throw afterwards(error);
      waitMs = Math.max(waitMs, Math.min(failure.retryAfterMs ?? waitMs * 2 ** failures, LONGEST_WAIT_MS));
    }
  }
}

function furtherCall(call: Call, name: string, input: unknown): Call {
  const operation = call.others(name);
  if (operation === undefined) {
    throw refusal(
      'operation_missing',
      say('The operation {name}, which this step needs, is not here any more.', { name }),
    );
  }
  return { ...call, operation, input };
}

/** The input of another operation: values, and places in what is known. */
function filledFrom(input: Readonly<Record<string, Json | { from: string }>>, known: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) => {
      const from = isObject(value) && Object.keys(value).length === 1 ? own(value, 'from') : undefined;
      const filled = typeof from === 'string' ? valueAt(known, from) : value;
      return filled === undefined ? [] : [[name, filled]];
    }),
  );
}

/** The work began: whether it may be begun again is not ours to say. */
function afterwards(error: OperationError): OperationError {
  const failure: Failure = { ...error.failure, mayHaveHappened: true };
  return new OperationError(failure, { cause: error });
}

function failedThere(state: unknown, answer: unknown): OperationError {
  return new OperationError({
    code: FAILED_THERE,
    ...messageOf(
      say('The API took the work and says that it failed: "{value}".', { value: String(state).slice(0, 80) }),
    ),
    retry: 'never',
    raw: JSON.stringify(answer)?.slice(0, 2_000) ?? '',
  });
}

function goesRound(): OperationError {
  return refusal(
    'pages_go_round',
    'The API gives the same page of the list again and again. Take only the first items.',
  );
}

function tooMuch(): OperationError {
  return refusal(
    'list_too_long',
    'The list has more than 100,000 items or 25 MB. Take the first of them, or narrow down what is asked for.',
  );
}

function refusal(code: string, saying: Saying): OperationError {
  return new OperationError({ code, ...messageOf(saying), retry: 'never' });
}
