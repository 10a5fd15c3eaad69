import { t } from '../../texts/t.ts';
import { clipOf } from './clip.ts';
import type { Command } from './command.ts';
import { pasteSteps } from './pasteSteps.ts';

const BESIDE = { x: 40, y: 40 };

/** Copies what is selected beside itself and selects the copies. */
export const duplicateSteps: Command = {
  id: 'steps.duplicate',
  label: t('duplicate'),
  canRun: ({ selection }) => selection.steps.size + selection.notes.size > 0,
  run(state, ids) {
    const clip = clipOf(state);
    const tops = clip.steps.filter(({ parent }) => parent === undefined || !clip.steps.some(({ id }) => id === parent));
    const parents = new Set(tops.map(({ parent }) => parent));
    const parent = parents.size === 1 ? [...parents][0] : undefined;
    return pasteSteps({ clip, by: BESIDE, parent }).run(state, ids);
  },
};
