import type { FlowDocument, Step, StepId } from '@patchbay/flow';
import { tn } from '../../texts/t.ts';
import { type Command, type EditorState, selectSteps } from './command.ts';
import { withSteps } from './edits.ts';

export type Fold = { frames: readonly StepId[]; folded: boolean };

/** How wide every step is drawn that is seen. */
export type Widths = (flow: FlowDocument) => ReadonlyMap<StepId, { width: number }>;

/** Draws frames as one card each, or with their insides again. What stands in them keeps its place; the middle stays where it is. */
export function foldFrames(fold: Fold, widths: Widths): Command {
  const { frames, folded } = fold;
  const count = frames.length;
  return {
    id: 'frames.fold',
    label: folded
      ? tn(count, 'fold a frame', 'fold {count} frames')
      : tn(count, 'unfold a frame', 'unfold {count} frames'),
    run: (state) => refolded(state, fold, widths),
  };
}

function refolded({ flow, selection }: EditorState, { frames, folded }: Fold, widths: Widths): EditorState {
  const changed = frames.flatMap((id): Step[] => {
    const step = flow.steps[id];
    if (step === undefined || (step.folded ?? false) === folded) return [];
    const { folded: _before, ...rest } = step;
    return [folded ? { ...rest, folded } : rest];
  });
  if (changed.length === 0) return { flow, selection };
  const next = centred(flow, withSteps(flow, changed), { changed, widths });
  // What is seen no more is not what the next key should change.
  const isHidden = [...selection.steps].some((id) => cardOf(next, id) !== id);
  const cards = [...selection.steps].map((id) => cardOf(next, id));
  return { flow: next, selection: isHidden ? selectSteps(...cards) : selection };
}

/** Wires leave a card by its middle: there it stays. */
function centred(
  before: FlowDocument,
  after: FlowDocument,
  { changed, widths }: { changed: readonly Step[]; widths: Widths },
): FlowDocument {
  const [was, is] = [widths(before), widths(after)];
  const moved = changed.flatMap((step): Step[] => {
    const [old, now] = [was.get(step.id), is.get(step.id)];
    if (old === undefined || now === undefined) return [];
    const { x, y } = step.position;
    return [{ ...step, position: { x: x + Math.round((old.width - now.width) / 2), y } }];
  });
  return withSteps(after, moved);
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
