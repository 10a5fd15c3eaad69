import { ERROR, type StepId } from '@patchbay/flow';
import { t, tn } from '../../texts/t.ts';
import { toast } from '../../ui/toastStore.ts';
import { CARD_WIDTH, ROW_GAP } from '../commands/card.ts';
import { withInsides } from '../commands/edits.ts';
import type { Place } from '../commands/placeStep.ts';
import { usesOf, usesWords } from '../commands/usesOf.ts';
import type { Editor } from '../document/createEditor.ts';
import { announce } from '../statusLine.ts';
import type { KeyDeeds } from './canvasKeys.ts';
import { folding } from './folding.ts';
import type { Gestures } from './gestures.ts';
import type { CanvasView } from './toCanvas.ts';

export type DeedParts = {
  editor: Editor;
  gestures: Gestures;
  ask(place: Place, beside: DOMRect | undefined): void;
  focus(step: StepId): void;
  connectFrom(step: StepId): void;
  getView(): CanvasView;
};

/** What the keys and the rail do, put together from what the canvas can do. */
export function canvasDeeds({
  editor,
  gestures,
  ask,
  focus,
  connectFrom,
  getView,
}: DeedParts): KeyDeeds & { place(): Place; goTo(step: StepId): void } {
  const place = (after?: StepId) => placeAfter(getView(), after ?? onlySelected(editor));
  return {
    place,
    focus,
    connectFrom,
    announce,
    goTo(step) {
      folding({ editor, gestures }).open(step);
      focus(step);
    },
    fold(step) {
      folding({ editor, gestures }).toggle(step);
      const at = onlySelected(editor) ?? step;
      if (at !== undefined) focus(at);
    },
    addOnFailure(step) {
      const at = onFailure(getView(), step);
      if (at === undefined) announce(t('Nothing can follow here if it fails.'));
      else ask(at, boxOf(step));
    },
    addAfter: (step) => ask(place(step), step === undefined ? undefined : boxOf(step)),
    duplicate() {
      if (gestures.duplicate()) announce(t('Duplicated.'));
    },
    remove() {
      const { flow, selection } = editor.getState();
      const what = removedWords(editor);
      const uses = usesWords(usesOf(flow, withInsides(flow, selection.steps)));
      if (!gestures.remove()) return;
      announce(t('{what} deleted. {uses}', { what, uses }));
      toast({
        text: uses === '' ? t('{what} deleted', { what }) : t('{what} deleted. {uses}', { what, uses }),
        action: { label: t('Undo'), onSelect: () => void editor.undo() },
      });
      const before = onlySelected(editor);
      if (before !== undefined) focus(before);
    },
  };
}

/** After this step's first free way on; below everything when nothing is selected. */
function placeAfter({ steps }: CanvasView, after: StepId | undefined): Place {
  const step = steps.find(({ id }) => id === after);
  if (step?.kind === 'loop' && step.isEmpty) return { kind: 'inside', loop: step.id };
  if (step !== undefined)
    return { kind: 'after', from: step.id, outlet: step.ends[0] ?? step.outlets[0]?.name ?? 'done' };
  const tops = steps.filter(({ parent }) => parent === undefined);
  const lonely = tops.findLast(({ ends, face }) => ends.length > 0 && face.kind !== 'respond');
  if (lonely !== undefined) return { kind: 'after', from: lonely.id, outlet: lonely.ends[0] ?? 'done' };
  const bottom = Math.max(0, ...tops.map(({ box }) => box.y + box.height + ROW_GAP));
  return { kind: 'canvas', position: { x: tops[0]?.box.x ?? -CARD_WIDTH / 2, y: bottom } };
}

/** On the wire that it leads on by if it fails, else where that wire would begin; nowhere for what starts the flow. */
function onFailure({ steps, edges }: CanvasView, from: StepId): Place | undefined {
  if (steps.find(({ id }) => id === from)?.isTrigger !== false) return undefined;
  const wire = edges.find((edge) => edge.from === from && edge.outlet === ERROR && !edge.isInside);
  return wire === undefined ? { kind: 'after', from, outlet: ERROR } : { kind: 'edge', edge: wire.id };
}

function onlySelected(editor: Editor): StepId | undefined {
  const { steps } = editor.getState().selection;
  return steps.size === 1 ? [...steps][0] : undefined;
}

/** “Find contact”, or how many. */
function removedWords(editor: Editor): string {
  const { flow, selection } = editor.getState();
  const [step] = selection.steps;
  const count = selection.steps.size + selection.edges.size + selection.notes.size;
  if (count !== 1) return t('{count} things', { count });
  if (step !== undefined) {
    const inside = withInsides(flow, selection.steps).size - 1;
    const name = `“${flow.steps[step]?.name ?? ''}”`;
    return inside === 0
      ? name
      : tn(inside, '{name} with {count} step inside', '{name} with {count} steps inside', { name });
  }
  return tn(selection.edges.size, 'A wire', 'A note');
}

function boxOf(step: StepId): DOMRect | undefined {
  return document.querySelector(`.react-flow__node[data-id="${CSS.escape(step)}"]`)?.getBoundingClientRect();
}
