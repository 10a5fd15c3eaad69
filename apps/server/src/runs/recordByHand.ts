import { JournalConflict, type RunEvent } from '@patchbay/execution';
import { AppError } from '../errors.ts';
import type { RunUseDeps } from './runPorts.ts';

/** A run that never rests may win many races, yet hardly ever all of these, which take seconds. */
const MOST_RACES = 1_000;
/** A race that is lost now and then is nothing; after so many the run is asked to make way, again and again. */
const LOST_BEFORE_ASKING = 3;

/** The first and the last event of a journal. */
export type Ends = { first: RunEvent | undefined; last: RunEvent | undefined };

type RecordDeps = Pick<RunUseDeps, 'journal' | 'announce'> & {
  /** Makes whoever moves the run let go of it, where that does no harm to what is decided. */
  makeWay?(runId: string): Promise<void>;
};

type MakingWay = Pick<RunUseDeps, 'journal' | 'announce'> & { worker: Pick<RunUseDeps['worker'], 'abandon'> };

/** For decisions that make a run be looked at anew: it is let go of here and elsewhere. */
export function withMakingWay(deps: MakingWay): RecordDeps {
  const { journal, announce, worker } = deps;
  const makeWay = async (runId: string) => {
    worker.abandon(runId);
    await announce(runId);
  };
  return { journal, announce, makeWay };
}

/**
 * Appends what a person decided about a run that may be moving meanwhile. `decide` sees the journal as it is and gives the
 * events, or none to leave it; it is asked again each time the run was quicker.
 */
export async function recordByHand(
  runId: string,
  decide: (events: readonly RunEvent[]) => readonly RunEvent[],
  deps: RecordDeps,
): Promise<void> {
  const known: RunEvent[] = [];
  await race(runId, deps, async () => {
    for (const event of await deps.journal.readFrom(runId, known.length)) known.push(event);
    return { length: known.length, decided: decide(known) };
  });
}

/** The same where the two ends of the journal are enough to decide: a run may have millions of events, and be quick. */
export async function recordAtEnd(
  runId: string,
  decide: (ends: Ends) => readonly RunEvent[],
  deps: RecordDeps,
): Promise<void> {
  const { journal } = deps;
  const first = await firstOf(runId, deps);
  if (first === undefined) return;
  await race(runId, deps, async () => {
    const from = (await journal.length(runId)) - 1;
    const events = await journal.readFrom(runId, from);
    return { length: from + events.length, decided: decide({ first, last: events.at(-1) }) };
  });
}

async function firstOf(runId: string, { journal }: Pick<RecordDeps, 'journal'>): Promise<RunEvent | undefined> {
  for await (const { events } of journal.pages(runId)) return events[0];
  return undefined;
}

type Look = () => Promise<{ length: number; decided: readonly RunEvent[] }>;

async function race(runId: string, deps: RecordDeps, look: Look): Promise<void> {
  for (let lost = 0; lost < MOST_RACES; lost += 1) {
    if (lost > 0 && lost % LOST_BEFORE_ASKING === 0) await deps.makeWay?.(runId);
    const { length, decided } = await look();
    if (decided.length === 0) return;
    try {
      await deps.journal.append(runId, length, decided);
      await deps.announce(runId);
      return;
    } catch (error) {
      if (!(error instanceof JournalConflict)) throw error;
    }
  }
  throw new AppError('unexpected', { reason: 'The run moves too fast to be changed just now.' });
}
