import { isObject, ONE_PAGE, pollDefaults, polledName, toFailure } from '@patchbay/connector';
import { notShared } from '../connections/runRight.ts';
import type { LoadedPlan, Operations, PlannedStep } from '@patchbay/execution';
import { compileMapping } from '@patchbay/expression';
import type { ClaimedPoll, PollStore } from '../store/polls/pollStore.ts';
import type { RunQueue } from '../store/queue.ts';
import type { OperationDeps } from '../worker/operations.ts';
import type { HostedLooks, Looked } from './look.ts';
import { type PolledItem, readItems } from './readItems.ts';

export type PollerDeps = {
  polls: Pick<PollStore, 'claimDue' | 'found' | 'settled' | 'known' | 'release' | 'failed'>;
  plans: { get(planId: string): Promise<LoadedPlan | undefined> };
  operationsOf(workspaceId: string): Operations;
  /** The operation that a step looks with. */
  find: OperationDeps['find'];
  openConnection: OperationDeps['openConnection'];
  mayRunUse: OperationDeps['mayRunUse'];
  looks: HostedLooks;
  queue: Pick<RunQueue, 'send'>;
  now(): number;
  onError(error: unknown, about: { runId?: string }): void;
};

const MINUTE_MS = 60_000;
const USUAL_MINUTES = 5;
const LOOK_MS = 1_000;
/** So many rounds may be under way: one system that is slow must not hold up the looks at others. */
const MOST_ROUNDS = 5;
/** One look may take so long; it holds its poll for a little longer. */
const PATIENCE_MS = 100_000;
/** A system that is down is looked at ever more rarely, up to this. */
const LONGEST_BACK_OFF_MS = 60 * MINUTE_MS;

/** Looks at other systems for steps that wait for something new there. Every process may have one: they share the work. */
export class Poller {
  readonly #deps: PollerDeps;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  readonly #underWay = new Set<Promise<void>>();

  constructor(deps: PollerDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer = setInterval(() => {
      if (this.#underWay.size >= MOST_ROUNDS) return;
      const round = this.#tick();
      this.#underWay.add(round);
      void round.finally(() => this.#underWay.delete(round));
    }, LOOK_MS);
  }

  /** Gives up what is under way: another look finds the same. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await Promise.all(this.#underWay);
  }

  /** Looks for all polls that are due. Gives the ids of the runs it has started. */
  async lookAtDue(): Promise<string[]> {
    const claimed = await this.#deps.polls.claimDue(this.#deps.now());
    const started = await Promise.all(claimed.map((poll) => this.#look(poll)));
    return started.flat();
  }

  async #tick(): Promise<void> {
    try {
      await this.lookAtDue();
    } catch (error) {
      this.#deps.onError(error, {});
    }
  }

  async #look(poll: ClaimedPoll): Promise<string[]> {
    const { polls, plans, now } = this.#deps;
    const plan = (await plans.get(poll.planId))?.plan;
    const step = plan?.steps.find(({ id }) => id === poll.stepId);
    if (step === undefined) return [];
    let everyMs = USUAL_MINUTES * MINUTE_MS;
    let looked: Looked;
    try {
      const input = inputOf(step, now());
      everyMs = numberIn(howToLook(input).minutes, USUAL_MINUTES) * MINUTE_MS;
      looked = await this.#lookWith(poll, step, input);
    } catch (error) {
      if (this.#stopping.signal.aborted) await polls.release(poll);
      else await polls.failed(poll, failedLook(error, { now: now(), everyMs, failures: poll.failures }));
      return [];
    }
    try {
      return await this.#keep(poll, looked, everyMs);
    } finally {
      await looked.close?.();
    }
  }

  /** First the runs, then what is to be done with the items where they came from: the other way round one could be lost. */
  async #keep(poll: ClaimedPoll, looked: Looked, everyMs: number): Promise<string[]> {
    const { polls, queue, now, onError } = this.#deps;
    const { items, starts, cursor, hasMore } = looked;
    const nextDueAt = hasMore === true ? now() : now() + everyMs;
    const runIds = await polls.found(poll, {
      items,
      starts,
      ...(cursor !== undefined && { cursor }),
      nextDueAt,
      now: now(),
    });
    if (runIds === null) return [];
    await queue.send(runIds);
    try {
      const settled = await looked.settle?.();
      if (settled !== undefined && cursor !== undefined) await polls.settled(poll, { from: cursor, to: settled });
    } catch (error) {
      // What is left to do there stands in the cursor, and the next look does it.
      onError(error, {});
    }
    return runIds;
  }

  async #lookWith(poll: ClaimedPoll, step: PlannedStep, input: Record<string, unknown>): Promise<Looked> {
    const { looks, polls, openConnection, mayRunUse, now } = this.#deps;
    const look = looks[`${step.connector}/${step.operation}`];
    const starts = poll.hasLooked || howToLook(input).first === 'start';
    if (look === undefined) return { items: await this.#ask(poll, step, input), starts };
    const { workspaceId, cursor } = poll;
    const account = step.connection === undefined ? undefined : await openConnection(workspaceId, step.connection);
    if (account !== undefined && !(await mayRunUse(account, poll.id))) throw notShared(account);
    const known = (items: readonly string[]) => polls.known(poll.id, items);
    return look({ workspaceId, input, cursor, account, known, signal: this.#signal(), now });
  }

  #signal(): AbortSignal {
    return AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(PATIENCE_MS)]);
  }

  async #ask(poll: ClaimedPoll, step: PlannedStep, input: Record<string, unknown>): Promise<PolledItem[]> {
    const { operationsOf, now } = this.#deps;
    const how = howToLook(input);
    const { output } = await operationsOf(poll.workspaceId).call({
      runId: poll.id,
      ...callOf(step, input),
      path: step.id,
      mode: 'live',
      startedAt: now(),
      attempt: 1,
      idempotencyKey: poll.claim,
      signal: this.#signal(),
    });
    const isAny = polledName(step.operation) === undefined;
    const item = textIn(how.item, '') || (isAny ? 'id' : await this.#usualItem(poll.workspaceId, step));
    return readItems(isAny ? (output as { body: unknown }).body : output, {
      list: textIn(how.list, ''),
      item,
      version: textIn(how.version, ''),
    });
  }

  /** What tells items apart where nobody has said: what the form of the trigger shows. */
  async #usualItem(workspaceId: string, step: PlannedStep): Promise<string> {
    const operation = polledName(step.operation) ?? step.operation;
    const found = await this.#deps.find(workspaceId, { ...step, operation });
    return found === undefined ? 'id' : pollDefaults(found.operation).item;
  }
}

/** How the answer is read: in fields of its own, beside those of the operation that is looked with. */
function howToLook(input: Record<string, unknown>): Record<string, unknown> {
  return isObject(input.poll) ? input.poll : input;
}

/** The call that looks: the operation behind the trigger, or any address. */
function callOf(step: PlannedStep, input: Record<string, unknown>) {
  const call = { ...step, kind: 'call' as const, repeat: 'natural' as const };
  const operation = polledName(step.operation);
  if (operation !== undefined) {
    const { poll: _, ...rest } = input;
    return { step: { ...call, operation }, input: { ...rest, ...ONE_PAGE } };
  }
  const { url, query, headers } = input;
  const request = {
    method: 'GET',
    url,
    ...(query !== undefined && { query }),
    ...(headers !== undefined && { headers }),
  };
  return { step: { ...call, operation: 'http' }, input: request };
}

/** What went wrong, and when to look again: rarely where it goes on, and not before the other side allows it. */
function failedLook(error: unknown, { now, everyMs, failures }: { now: number; everyMs: number; failures: number }) {
  const { message, retryAfterMs = 0 } = toFailure(error);
  const backOffMs = Math.max(everyMs, Math.min(LONGEST_BACK_OFF_MS, everyMs * 2 ** failures), retryAfterMs);
  return { error: message, nextDueAt: now + backOffMs };
}

/** A trigger comes before all steps, so its fields see none. */
function inputOf(step: PlannedStep, now: number): Record<string, unknown> {
  const context = { value: () => undefined, now };
  return Object.fromEntries(
    Object.entries(step.inputs).map(([name, mapping]) => [name, compileMapping(mapping)(context)]),
  );
}

function textIn(value: unknown, otherwise: string): string {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : otherwise;
}

function numberIn(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value >= 1 ? value : otherwise;
}
