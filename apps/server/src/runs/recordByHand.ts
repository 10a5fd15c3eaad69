import { JournalConflict, type RunEvent } from '@patchbay/execution';
import { AppError } from '../errors.ts';
import type { RunUseDeps } from './runPorts.ts';

const MOST_RACES = 20;

/** The first and the last event of a journal. */
export type Ends = { first: RunEvent | undefined; last: RunEvent | undefined };

/**
 * Appends what a person decided about a run that may be moving meanwhile. `decide` sees the journal as it is and gives the
 * events, or none to leave it; it is asked again each time the run was quicker.
 */
export async function recordByHand(
  runId: string,
  decide: (events: readonly RunEvent[]) => readonly RunEvent[],
  deps: Pick<RunUseDeps, 'journal' | 'announce'>,
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
  deps: Pick<RunUseDeps, 'journal' | 'announce'>,
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

async function firstOf(runId: string, { journal }: Pick<RunUseDeps, 'journal'>): Promise<RunEvent | undefined> {
  for await (const { events } of journal.pages(runId)) return events[0];
  return undefined;
}

type Look = () => Promise<{ length: number; decided: readonly RunEvent[] }>;

async function race(runId: string, deps: Pick<RunUseDeps, 'journal' | 'announce'>, look: Look): Promise<void> {
  for (let tries = 0; tries < MOST_RACES; tries += 1) {
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
