import type { StepId } from '@patchbay/flow';
import { t, tn } from '../../texts/t.ts';
import { withInsides } from '../commands/edits.ts';
import { foldedAround } from '../commands/foldFrames.ts';
import type { Editor } from '../document/createEditor.ts';
import { announce } from '../statusLine.ts';
import type { Gestures } from './gestures.ts';

type Parts = { editor: Editor; gestures: Pick<Gestures, 'fold'> };

/** Folding frames, and saying so. */
export function folding({ editor, gestures }: Parts) {
  function fold({ frame, folded }: { frame: StepId; folded: boolean }) {
    if (!gestures.fold({ frames: [frame], folded })) return;
    const { flow } = editor.getState();
    const count = withInsides(flow, new Set([frame])).size - 1;
    const steps = tn(count, '{count} step', '{count} steps');
    const name = `“${flow.steps[frame]?.name ?? ''}”`;
    announce(
      folded
        ? t('{name} folded with {steps} inside.', { name, steps })
        : t('{name} unfolded: {steps} inside.', { name, steps }),
    );
  }

  return {
    fold,
    /** The frame itself, else the one the step stands in. */
    toggle(step: StepId | undefined) {
      const { flow } = editor.getState();
      const at = step === undefined ? undefined : flow.steps[step];
      const hasInside = Object.values(flow.steps).some(({ parent }) => parent === at?.id);
      const frame = hasInside ? at : flow.steps[at?.parent ?? ''];
      if (frame === undefined) return announce(t('There is no frame here to fold.'));
      fold({ frame: frame.id, folded: frame.folded !== true });
      return undefined;
    },
    /** Unfolds whatever hides a step. */
    open(step: StepId) {
      const hiding = foldedAround(editor.getState().flow, step);
      if (hiding.length > 0) gestures.fold({ frames: hiding, folded: false });
    },
  };
}
