import type { RunEvent } from '@patchbay/execution';
import { recordByHand } from './recordByHand.ts';
import type { RunUseDeps } from './runPorts.ts';
import type { StepPlace } from './stepPlace.ts';

/** What ends a wait: the way out and what the step gives, and by whose word. */
export type Word = { by: string; outlet: string; output: unknown };

export type WordDeps = Pick<RunUseDeps, 'journal' | 'tellWord' | 'worker' | 'now'>;

/**
 * Gives a step that waits its word, or one that will wait. `decide` sees the journal as it is and gives the word or none; it
 * is asked again each time the run was quicker. Durable when it resolves; the run goes on wherever it is.
 */
export async function giveWord(
  { runId, path }: StepPlace,
  decide: (events: readonly RunEvent[]) => Word | undefined,
  deps: WordDeps,
): Promise<void> {
  let isSaid = false;
  await recordByHand(
    runId,
    (events) => {
      const word = decide(events);
      isSaid = word !== undefined;
      return word === undefined ? [] : [{ type: 'step.resumed', at: deps.now(), path, ...word }];
    },
    { journal: deps.journal, announce: deps.tellWord },
  );
  if (!isSaid) return;
  deps.worker.hear(runId);
  await deps.worker.wake([runId]);
}
