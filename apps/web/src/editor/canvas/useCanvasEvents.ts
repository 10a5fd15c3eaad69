import { ERROR, type StepId } from '@patchbay/flow';
import { type RefObject, useMemo } from 'react';
import { t } from '../../texts/t.ts';
import { toast } from '../../ui/toastStore.ts';
import { cardHeight } from '../commands/card.ts';
import type { Measure } from '../commands/placeStep.ts';
import type { Arranging } from '../commands/reorder.ts';
import type { Heights } from '../commands/roomy.ts';
import { announce } from '../statusLine.ts';
import { useSession } from '../useEditor.ts';
import type { CanvasActions } from './canvasContext.ts';
import type { CanvasEvents } from './FlowCanvas.tsx';
import { folding } from './folding.ts';
import { boxesOf } from './geometry.ts';
import { createGestures } from './gestures.ts';
import type { CanvasView } from './toCanvas.ts';
import { useAdding } from './useAdding.ts';
import { useDropping } from './useDropping.ts';
import { useMovingSteps } from './useMovingSteps.ts';

/** The gestures of the open flow, measured by what is drawn. */
function useGestures(getView: () => CanvasView) {
  const { editor, catalog } = useSession();
  return useMemo(() => {
    const measure: Measure = (step) => {
      const { outlets } = catalog.faceOf(step);
      const drawn = getView().steps.find(({ id }) => id === step.id)?.box;
      return {
        width: drawn?.width ?? 300,
        height: drawn?.height ?? cardHeight(outlets),
        outlets: outlets.map(({ name }) => name),
      };
    };
    const isTrigger = (id: string) => {
      const step = editor.getState().flow.steps[id];
      return step !== undefined && catalog.face(step.uses).kind === 'trigger';
    };
    const heights: Heights = (flow) => boxesOf(flow, catalog.faceOf);
    const waysOn: Arranging['waysOn'] = (step) =>
      catalog.faceOf(step).outlets.flatMap(({ name }) => (name === ERROR ? [] : [name]));
    return createGestures(editor, { measure, isTrigger, heights, waysOn });
  }, [editor, catalog, getView]);
}

type Seen = {
  getView(): CanvasView;
  foldHere: CanvasActions['fold'];
  /** A wire has come to lead to this step. */
  onWired(step: StepId): void;
  /** Gives a step the keyboard. */
  focus(step: StepId): void;
};

/** What hands do on the open flow's canvas: the events it tells of, and what its cards can ask for. */
export function useCanvasEvents(canvas: RefObject<HTMLElement | null>, { getView, foldHere, onWired, focus }: Seen) {
  const { editor, role } = useSession();
  const gestures = useGestures(getView);
  // With the keyboard on the step that was added, the next one follows by a key.
  const adding = useAdding(canvas, { gestures, added: focus });
  const { ask, put } = adding;
  const dropping = useDropping(getView, put);
  const { dragOver, dragLeave, dropped } = dropping;

  const { over, move, dragging } = useMovingSteps(gestures, getView);
  const events = useMemo((): CanvasEvents => {
    const connect: CanvasEvents['connect'] = (wire) => {
      const reason = gestures.connect(wire);
      if (reason !== undefined) toast({ text: reason });
      announce(reason ?? t('Connected.'));
      if (reason === undefined) onWired(wire.to);
    };
    return {
      select(change) {
        const { selection } = editor.getState();
        const next = change(selection);
        if (next !== selection) editor.select(next);
      },
      move,
      dragging,
      connect,
      canConnect: (wire) => gestures.whyNot(wire) === undefined,
      dropWire(wire, { target, at, screen }) {
        if (target !== undefined) connect({ ...wire, to: target });
        else ask({ kind: 'wire', ...wire, position: inScope(at, wire.from, getView()) }, screen);
      },
      dragOver,
      dragLeave,
      drop: dropped,
    };
  }, [editor, gestures, ask, getView, move, dragging, dragOver, dragLeave, dropped, onWired]);

  const actions = useMemo(
    (): CanvasActions => ({
      add: (place, anchor) => ask(place, anchor.getBoundingClientRect()),
      writeNote: gestures.writeNote,
      resizeNote: gestures.resizeNote,
      fold: role === 'viewer' ? foldHere : (fold) => folding({ editor, gestures }).fold(fold),
    }),
    [ask, gestures, editor, role, foldHere],
  );
  const landing = dropping.drop?.place;
  const overFrame = over ?? (landing?.kind === 'canvas' ? landing.parent : undefined);
  return { gestures, adding, dropping, events, actions, over: overFrame };
}

/** A point of the canvas, counted from the corner of the loop that the step stands in. */
function inScope(at: { x: number; y: number }, from: string, { steps }: CanvasView): { x: number; y: number } {
  const parent = steps.find(({ id }) => id === from)?.parent;
  const loop = steps.find(({ id }) => id === parent);
  return loop === undefined ? at : { x: at.x - loop.box.x, y: at.y - loop.box.y };
}
