import { JournalConflict, type RunEvent } from '@patchbay/execution';
import { AppError } from '../errors.ts';
import type { RunUseDeps } from './runPorts.ts';

const MOST_RACES = 20;

/**
 * Appends what a person decided about a run that may be moving meanwhile. `decide` sees the journal as it is and gives the
 * events, or none to leave it; it is asked again each time the run was quicker.
 */
export async function recordByHand(
  runId: string,
  decide: (events: readonly RunEvent[]) => readonly RunEvent[],
  deps: Pick<RunUseDeps, 'journal' | 'announce'>,
): Promise<void> {
  for (let race = 0; race < MOST_RACES; race += 1) {
    const known = await deps.journal.read(runId);
    const decided = decide(known);
    if (decided.length === 0) return;
    try {
      await deps.journal.append(runId, known.length, decided);
      await deps.announce(runId);
      return;
    } catch (error) {
      if (!(error instanceof JournalConflict)) throw error;
    }
  }
  throw new AppError('unexpected', { reason: 'The run moves too fast to be changed just now.' });
}
