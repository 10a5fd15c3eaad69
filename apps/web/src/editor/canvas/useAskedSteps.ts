import type { StepId } from '@patchbay/flow';
import type { RefObject } from 'react';
import { t } from '../../texts/t.ts';
import { onlyRoot, onlyStep } from '../commands/edits.ts';
import type { Place } from '../commands/placeStep.ts';
import type { OperationHit, PickedOperation } from '../palette/operationHit.ts';
import { useSession } from '../useEditor.ts';
import { firstPlace, inFront } from './inFront.ts';
import type { CanvasView } from './toCanvas.ts';
import type { Adding } from './useAdding.ts';

type Parts = { adding: Adding; view: CanvasView; placeHere(): Place };

/** Steps that the page around the canvas asks for, rather than a hand on it; see `CanvasHandle`. */
export function useAskedSteps(box: RefObject<HTMLElement | null>, { adding, view, placeHere }: Parts) {
  const { editor, catalog } = useSession();
  const { ask, put } = adding;
  const putInFront = (hit: PickedOperation) => {
    const alone = onlyStep(editor.getState().flow);
    if (alone !== undefined) void inFront(hit, alone, catalog).then((place) => put(hit, place));
  };
  return {
    putInFront,
    add: () => ask(placeHere(), undefined),
    addStart() {
      const last = view.steps.findLast(({ isTrigger }) => isTrigger);
      const place: Place = last ? { kind: 'start', beside: last.id } : firstPlace(editor.getState().flow);
      ask(place, undefined);
    },
    addAfter(step: StepId, query: string) {
      const edge = view.edges.find(({ from }) => from === step);
      const plus =
        edge &&
        box.current?.querySelector(`[aria-label="${CSS.escape(t('Add a step {label}', { label: edge.label }))}"]`);
      ask(edge ? { kind: 'edge', edge: edge.id } : placeHere(), plus?.getBoundingClientRect(), query);
    },
    putStart(hit: OperationHit) {
      const { flow } = editor.getState();
      const root = onlyRoot(flow);
      if (root === undefined) void put(hit, firstPlace(flow));
      else void inFront(hit, root, catalog).then((place) => put(hit, place));
    },
    put(hit: PickedOperation) {
      const alone = hit.kind === 'trigger' ? onlyStep(editor.getState().flow) : undefined;
      if (alone === undefined || catalog.face(alone.uses).kind === 'trigger') void put(hit, placeHere());
      else putInFront(hit);
    },
  };
}
