import { ERROR, type Position, type StepId } from '@patchbay/flow';
import { moveSteps } from '../commands/moveSteps.ts';
import type { Editor } from '../document/createEditor.ts';
import { announce } from '../statusLine.ts';
import type { LayoutInput, LayoutResult } from './layout.ts';
import type { CanvasView } from './toCanvas.ts';

/** Lays the whole flow out anew. One step of the history: Undo brings every position back. */
export async function tidy(editor: Editor, view: CanvasView): Promise<void> {
  const corners = await layoutInWorker(layoutInput(view));
  const moves = view.steps.flatMap(({ id }): [StepId, Position][] => {
    const corner = corners[id];
    return corner === undefined ? [] : [[id, corner]];
  });
  // What was changed meanwhile is kept: only positions are set, and only of steps that are still there.
  editor.execute(moveSteps({ steps: new Map(moves) }, 'tidy up'));
  announce('Tidied up.');
}

/** What the layout needs of a drawing. */
function layoutInput(view: CanvasView): LayoutInput {
  const outletAt = new Map(view.steps.map(({ id, outlets }) => [id, outlets.map(({ name }) => name)]));
  const order = (edge: CanvasView['edges'][number]) =>
    edge.outlet === ERROR ? 99 : (outletAt.get(edge.from)?.indexOf(edge.outlet) ?? 0);
  return {
    steps: view.steps.map(({ id, parent, box, kind }) => {
      const { width, height } = box;
      return { id, parent, width, height, isLoop: kind === 'loop' };
    }),
    edges: view.edges
      .filter(({ isInside }) => !isInside)
      .toSorted((a, b) => order(a) - order(b))
      .map(({ from, to, outlet }) => ({ from, to, isError: outlet === ERROR })),
  };
}

function layoutInWorker(input: LayoutInput): Promise<LayoutResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<LayoutResult>) => {
      worker.terminate();
      resolve(event.data);
    });
    worker.addEventListener('error', (event) => {
      worker.terminate();
      reject(new Error(event.message));
    });
    worker.postMessage(input);
  });
}
