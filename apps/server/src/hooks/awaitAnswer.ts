import type { Failure } from '@patchbay/connector';
import type { Answer, LoadedPlan, Outcome, RunEvent } from '@patchbay/execution';
import { watchRun } from '../runs/watchRun.ts';
import type { Beginning } from '../worker/workerPorts.ts';
import type { HookDeps } from './hookDeps.ts';
import type { Replies } from './replies.ts';

/** Longer than this a sender does not wait; the run goes on without it. */
const LONGEST_WAIT_MS = 60_000;

/** A sender waits for the next try of a failed step when it comes this soon; else it is told why the run waits. */
const PATIENCE_MS = 10_000;

type Awaited = { run: Beginning['run']; plan: LoadedPlan; started: RunEvent; waits: boolean };

/** Starts the run and sends its answer as soon as that is durable, or what became of it instead. */
export async function awaitAnswer(deps: HookDeps, { waits, ...begun }: Awaited, replies: Replies): Promise<void> {
  const waiting = new WaitingSender(begun.run.id, { replies, waits });
  try {
    const outcome = await deps.worker.begin({ ...begun, isUntold: waits, observe: waiting.observe });
    if (waiting.isOver) return;
    if (outcome.kind === 'finished') waiting.finish();
    else if (!waiting.isAccepted) await answerDuplicate(deps, { run: begun.run, outcome }, replies);
    // It rests, or has moved to another process: whoever moves it on from here is heard through the live events.
    else await waiting.follow(deps);
  } catch (error) {
    deps.onError(error, { runId: begun.run.id });
    waiting.giveUp();
  }
}

/** Not accepted and nothing went wrong: this delivery was here before. */
async function answerDuplicate(
  deps: HookDeps,
  { run, outcome }: { run: Beginning['run']; outcome: Outcome },
  replies: Replies,
): Promise<void> {
  const earlier = run.delivery && outcome.kind === 'lost' ? await deps.findDelivered(run.delivery) : null;
  if (earlier === null) replies.away();
  else if (earlier.answer !== undefined) replies.answered(earlier.answer);
  else replies.accepted(earlier.runId);
}

/** Somebody on the other end of a connection, until they have been told something. */
class WaitingSender {
  readonly #runId: string;
  readonly #replies: Replies;
  readonly #waits: boolean;
  readonly #timer: NodeJS.Timeout | undefined;
  #failure: Failure | undefined;
  /** Made only for the few who have to wait: aborting costs as much as the rest of an answer. */
  #following: AbortController | undefined;
  isAccepted = false;
  isOver = false;

  constructor(runId: string, { replies, waits }: { replies: Replies; waits: boolean }) {
    this.#runId = runId;
    this.#replies = replies;
    this.#waits = waits;
    if (waits) this.#timer = setTimeout(this.#tooLong, LONGEST_WAIT_MS);
  }

  /** Looks at durable events. */
  readonly observe = (events: readonly RunEvent[]): void => {
    this.isAccepted = true;
    if (this.isOver) return;
    if (!this.#waits) {
      this.#tooLong();
      return;
    }
    for (const event of events) {
      if (event.type === 'step.failed') this.#failed(event);
      if (event.type === 'run.answered') this.#answer(event.answer);
      if (event.type === 'run.finished') this.finish(event.outcome);
    }
  };

  async follow(deps: Pick<HookDeps, 'journal' | 'live'>): Promise<void> {
    this.#following = new AbortController();
    const watched = watchRun({ runId: this.#runId, from: 0 }, this.#following.signal, deps);
    for await (const { events } of watched) this.observe(events);
  }

  /** The run ended without an answer of its own. */
  finish(outcome: 'succeeded' | 'failed' | 'cancelled' = 'succeeded'): void {
    if (outcome === 'succeeded') this.#end(() => this.#replies.finished(this.#runId));
    else if (outcome === 'cancelled') this.#problem('run_cancelled', 'The run was cancelled before it had answered.');
    else this.#problem(this.#failure?.code ?? 'run_failed', this.#failure?.message ?? 'A step of the flow failed.');
  }

  /** The run cannot be followed further from here. Without its being stored, the sender should try again. */
  giveUp(): void {
    if (this.isAccepted) this.#tooLong();
    else this.#end(() => this.#replies.away());
  }

  #failed({ failure, at, retryAt }: Extract<RunEvent, { type: 'step.failed' }>): void {
    this.#failure = failure;
    const isPatient = retryAt === undefined ? failure.retry !== 'after-reconnect' : retryAt - at <= PATIENCE_MS;
    if (!isPatient) this.#tooLong();
  }

  /** The run is stored and goes on by itself; what holds it up, if anything, is said in words. */
  readonly #tooLong = (): void => {
    this.#end(() => this.#replies.accepted(this.#runId, this.#failure?.message));
  };

  #answer(answer: Answer): void {
    this.#end(() => this.#replies.answered(answer));
  }

  #problem(code: string, detail: string): void {
    this.#end(() => this.#replies.failed({ code, detail, runId: this.#runId }));
  }

  #end(write: () => void): void {
    if (this.isOver) return;
    this.isOver = true;
    clearTimeout(this.#timer);
    this.#following?.abort();
    write();
  }
}
