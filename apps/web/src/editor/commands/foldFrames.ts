import type { FlowDocument, Step, StepId } from '@patchbay/flow';
import { t, tn } from '../../texts/t.ts';
import { type Command, type EditorState, selectSteps } from './command.ts';
import { withSteps } from './edits.ts';

/** Draws frames as one card each, or with their insides again. What stands in them keeps its place. */
export function foldFrames({ frames, folded }: { frames: readonly StepId[]; folded: boolean }): Command {
  return {
    id: 'frames.fold',
    label: tn(frames.length, '{value} a frame', '{value} {count} frames', { value: folded ? t('fold') : t('unfold') }),
    run: (state) => refolded(state, { frames, folded }),
  };
}

function refolded({ flow, selection }: EditorState, { frames, folded }: Parameters<typeof foldFrames>[0]): EditorState {
  const changed = frames.flatMap((id): Step[] => {
    const step = flow.steps[id];
    if (step === undefined || (step.folded ?? false) === folded) return [];
    const { folded: _before, ...rest } = step;
    return [folded ? { ...rest, folded } : rest];
  });
  if (changed.length === 0) return { flow, selection };
  const next = withSteps(flow, changed);
  // What is seen no more is not what the next key should change.
  const isHidden = [...selection.steps].some((id) => cardOf(next, id) !== id);
  const cards = [...selection.steps].map((id) => cardOf(next, id));
  return { flow: next, selection: isHidden ? selectSteps(...cards) : selection };
}

/** The card a step is seen by: its own, or that of the outermost folded frame around it. */
export function cardOf(flow: FlowDocument, step: StepId): StepId {
  return framesAround(flow, step).findLast((id) => flow.steps[id]?.folded === true) ?? step;
}

/** The folded frames that hide a step, the nearest first. */
export function foldedAround(flow: FlowDocument, step: StepId): StepId[] {
  return framesAround(flow, step).filter((id) => flow.steps[id]?.folded === true);
}

/** The nearest first. Ends at a frame that is missing or that stands inside itself. */
function framesAround({ steps }: FlowDocument, step: StepId): StepId[] {
  const found: StepId[] = [];
  let parent = steps[step]?.parent;
  while (parent !== undefined && parent !== step && !found.includes(parent) && steps[parent] !== undefined) {
    found.push(parent);
    parent = steps[parent]?.parent;
  }
  return found;
}
