import type { RunEvent } from '@patchbay/execution';
import { cancellation } from '../runs/cancelRun.ts';
import { recordAtEnd, recordByHand, withMakingWay } from '../runs/recordByHand.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import { calledOutcome } from './calledOutcome.ts';
import type { CalledRun, EndedRun, SubflowStore } from './subflowPorts.ts';

const MOST_AT_ONCE = 100;

export type EndedRunsDeps = Pick<RunUseDeps, 'journal' | 'announce' | 'tellWord' | 'worker' | 'now' | 'onError'> & {
  subflows: SubflowStore;
};

/**
 * Tells the end of a run to whom it concerns: the run that called it gets its answer or its failure, those that it called
 * and no longer waits for are cancelled. At once where the end was written in this process; what a process that died left
 * behind is found by whichever looks next. Told twice is told once: who has had the word is in the journals.
 */
export class EndedRuns {
  readonly #deps: EndedRunsDeps;
  #isTelling = false;
  #isStirred = false;

  constructor(deps: EndedRunsDeps) {
    this.#deps = deps;
  }

  /** An end that concerns others has just been written here: looks at once. While the process stops, that is left to the next one. */
  readonly stir = (): void => {
    if (this.#deps.worker.isStopping) return;
    this.#isStirred = true;
    if (!this.#isTelling) void this.#tellWhileStirred();
  };

  /** Tells some of the ends that are still to be told. Gives how many were. */
  async tellSome(): Promise<number> {
    const ended = await this.#deps.subflows.ended(MOST_AT_ONCE);
    const isCalled = ({ call }: EndedRun) => call?.isWaited === true;
    const byCaller = Map.groupBy(ended.filter(isCalled), ({ call }) => call?.parentId ?? '');
    const told = await Promise.all(Array.from(byCaller, ([parentId, runs]) => this.#tellCaller(parentId, runs)));
    const runIds = [...told.flat(), ...ended.filter((run) => !isCalled(run))].map(({ runId }) => runId);
    for (const runId of runIds) await this.#cancelCalled(runId);
    if (runIds.length > 0) await this.#deps.subflows.forget(runIds);
    return runIds.length;
  }

  async #tellWhileStirred(): Promise<void> {
    this.#isTelling = true;
    try {
      while (this.#isStirred) {
        this.#isStirred = false;
        await this.tellSome();
      }
    } catch (error) {
      // What is left is told with the next look.
      this.#deps.onError(error, {});
    } finally {
      this.#isTelling = false;
    }
  }

  /** Gives the runs that it was told of: one that cannot be told must not keep the others from it. */
  async #tellCaller(parentId: string, runs: readonly EndedRun[]): Promise<readonly EndedRun[]> {
    try {
      await this.#giveWords(parentId, runs);
      return runs;
    } catch (error) {
      this.#deps.onError(error, { runId: parentId });
      return [];
    }
  }

  async #giveWords(parentId: string, runs: readonly EndedRun[]): Promise<void> {
    const { journal, tellWord, worker, now } = this.#deps;
    const words = await Promise.all(runs.map((run) => this.#wordOf(run)));
    let isSaid = false;
    await recordByHand(
      parentId,
      (events) => {
        const news = isCancelled(events)
          ? []
          : words.flatMap((word) => word ?? []).filter((word) => !wasSaid(events, word));
        isSaid = news.length > 0;
        return news.map((word) => ({ ...word, at: now() }));
      },
      { journal, announce: tellWord },
    );
    if (!isSaid) return;
    worker.hear(parentId);
    await worker.wake([parentId]);
  }

  /** Undefined where the run goes on: a person has taken it up again. */
  async #wordOf({ runId, flowName, call }: EndedRun): Promise<Word | undefined> {
    const outcome = calledOutcome(await this.#deps.journal.read(runId), flowName ?? 'Deleted flow');
    if (outcome === undefined || call === null) return undefined;
    return { type: 'step.resumed', at: 0, path: call.path, by: runId, outlet: 'done', ...outcome };
  }

  async #cancelCalled(parentId: string): Promise<void> {
    const { subflows, journal, worker, now } = this.#deps;
    const deps = withMakingWay(this.#deps);
    const unfinished = await subflows.unfinishedOf(parentId);
    if (unfinished.length === 0) return;
    const events = await journal.read(parentId);
    for (const { runId } of unfinished.filter((called) => !isWaitedFor(called, events))) {
      const by = cancelledBy(events);
      await recordAtEnd(runId, (ends) => cancellation(ends, { at: now(), by }), deps);
      worker.abandon(runId);
    }
  }
}

type Word = Extract<RunEvent, { type: 'step.resumed' }>;

/** A word is signed by the run that it is of. */
function wasSaid(events: readonly RunEvent[], { by }: Word): boolean {
  return events.some((event) => event.type === 'step.resumed' && event.by === by);
}

function isCancelled(events: readonly RunEvent[]): boolean {
  const end = events.at(-1);
  return end === undefined || (end.type === 'run.finished' && end.outcome === 'cancelled');
}

/** A run that has failed may be taken up again, and then waits on; one that was cancelled, or whose time is up, does not. */
function isWaitedFor({ path }: CalledRun, events: readonly RunEvent[]): boolean {
  const end = events.at(-1);
  if (end?.type === 'run.finished' && (end.outcome === 'cancelled' || end.failure !== undefined)) return false;
  const last = events.findLast((event) => 'path' in event && event.path === path);
  return last?.type !== 'step.failed';
}

function cancelledBy(events: readonly RunEvent[]): string {
  const cancelled = events.find((event) => event.type === 'run.cancelled');
  return cancelled?.type === 'run.cancelled' ? cancelled.by : 'time limit';
}
