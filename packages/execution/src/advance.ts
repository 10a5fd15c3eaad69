import { apply, foldRun } from './apply.ts';
import type { Bell } from './Bell.ts';
import type { LoadedPlan } from './loadPlan.ts';
import type { Ports } from './ports.ts';
import { type Folded, RunDriver } from './RunDriver.ts';
import type { RunEvent, RunOutcome, StepPath } from './runEvent.ts';
import { RunState } from './runState.ts';

/** Why a run stopped moving. */
export type Outcome =
  | { kind: 'finished'; outcome: RunOutcome }
  /** A step is tried again at `until`, milliseconds since 1970: call `advance` then. */
  | { kind: 'sleep'; until: number }
  /** A connection must be restored: record `step.retried` then, and call `advance`. */
  | { kind: 'await-reconnect' }
  /** Its flow limits how many runs are under way: record `run.admitted` once there is a place, and call `advance`. */
  | { kind: 'await-turn' }
  /** Nobody knows whether these steps happened: a person says `step.retried` or `step.skipped`. */
  | { kind: 'needs-attention'; paths: StepPath[] }
  /** Another worker moves this run, or it is not there. */
  | { kind: 'lost' }
  /** `signal` asked to stop before the run came to rest: call `advance` again, here or elsewhere. */
  | { kind: 'stopped' };

/** What the caller has of the journal already. */
export type History = {
  events: readonly RunEvent[];
  /** How many of them are durable; the rest are written with the first append. */
  committed: number;
  /**
   * Nobody has been told that the rest was accepted, and whoever sent it waits for the answer: it need not be durable before
   * calls leave that are safe to repeat.
   */
  isUntold?: boolean;
};

export type AdvanceRequest = {
  runId: string;
  /** The plan the run started with. */
  plan: LoadedPlan;
  ports: Ports;
  /** Drain: no call starts after it aborts, those under way are waited for and recorded. */
  signal?: AbortSignal;
  /** Let go at once: the run was cancelled or has moved elsewhere. Calls under way are aborted, nothing more is written. */
  abandon?: AbortSignal;
  /** Rung when somebody adds a word to the run's journal: it is taken in at once, and calls under way go on. */
  bell?: Bell;
  /** The journal where the caller has it already, to save a read. */
  history?: History;
  /** Told of events once they are durable; `from` is the index of the first in the journal. Must not throw. */
  observe?(events: readonly RunEvent[], from: number): void;
};

/**
 * Moves a run as far as it can go now. Safe to call again at any time, on any machine: what has finished is never done
 * again, and a call that was cut off is repeated only where that does no harm.
 *
 * 1. Steps that need nothing from outside are carried out at once, without a promise each.
 * 2. Calls that may start are recorded, the events are made durable if any of them must be, and the calls are sent.
 * 3. While calls are under way, what is known is written; each result starts over at 1, with no regard to the others.
 * 4. When nothing can go on, `decide` says why, and that is the outcome.
 *
 * Rejects when the journal cannot be written for another reason than a conflict.
 */
export async function advance(request: AdvanceRequest): Promise<Outcome> {
  if (request.abandon?.aborted) return { kind: 'lost' };
  const { history } = request;
  const known = history === undefined ? await folded(request) : foldedFrom(request.plan, history);
  if (known.run.started === undefined) return { kind: 'lost' };
  return new RunDriver(request, known).drive();
}

function foldedFrom(plan: LoadedPlan, { events, committed, isUntold = false }: History): Folded {
  return { run: foldRun(plan, events), committed, pending: events.slice(committed), isUntold };
}

/** A long journal is folded as it is read, and never held. */
async function folded({ runId, plan, ports: { journal } }: AdvanceRequest): Promise<Folded> {
  const run = new RunState(plan);
  let committed = 0;
  for await (const { events } of journal.pages?.(runId) ?? [{ events: await journal.read(runId) }]) {
    for (const event of events) apply(run, event);
    committed += events.length;
  }
  return { run, committed, pending: [], isUntold: false };
}
