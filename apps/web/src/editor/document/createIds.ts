import { newEdgeId, newNoteId, newStepId } from '@patchbay/flow';
import type { Ids } from '../commands/command.ts';

/** Ids from a source of random numbers from 0 up to 1. Two tabs that add the same step at once get two ids. */
export function createIds(random: () => number = Math.random): Ids {
  return {
    step: (hint) => newStepId(hint, random),
    edge: () => newEdgeId(random),
    note: () => newNoteId(random),
  };
}
