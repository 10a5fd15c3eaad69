import type { Selection } from '../commands/command.ts';
import { sameJson } from '../document/sameJson.ts';
import { type CanvasInput, type CanvasView, toCanvas } from './toCanvas.ts';

/** `toCanvas` with a memory: what did not change stays the same object, so only the rest is drawn again. */
export type Projection = {
  /** The same `input` object with another selection costs next to nothing. */
  project(input: CanvasInput, selection: Selection): CanvasView;
  last(): CanvasView;
};

export function createProjection(): Projection {
  let drawn: { input: CanvasInput; view: CanvasView } | undefined;
  let last: CanvasView = { steps: [], edges: [], notes: [] };
  const marked = new WeakMap<object, object>();

  /** The view of something selected: one object for as long as the view is one. */
  function mark<View extends { isSelected: boolean }>(view: View, isSelected: boolean): View {
    if (!isSelected) return view;
    // What is kept under a view is that view, marked.
    const known = marked.get(view) as View | undefined;
    const mine = known ?? { ...view, isSelected: true };
    marked.set(view, mine);
    return mine;
  }

  return {
    project(input, selection) {
      if (drawn?.input !== input) {
        const view = toCanvas(input);
        drawn = { input, view: drawn === undefined ? view : reuse(drawn.view, view) };
      }
      const { steps, edges, notes } = drawn.view;
      last = {
        steps: unlessSame(
          last.steps,
          steps.map((view) => mark(view, selection.steps.has(view.id))),
        ),
        edges: unlessSame(
          last.edges,
          edges.map((view) => mark(view, !view.isInside && selection.edges.has(view.id))),
        ),
        notes: unlessSame(
          last.notes,
          notes.map((view) => mark(view, selection.notes.has(view.note.id))),
        ),
      };
      return last;
    },
    last: () => last,
  };
}

/** The list of before where it holds the same: React Flow works through every wire of another one. */
function unlessSame<View>(before: View[], after: View[]): View[] {
  return before.length === after.length && before.every((view, at) => view === after[at]) ? before : after;
}

function reuse(before: CanvasView, after: CanvasView): CanvasView {
  return {
    steps: keep(before.steps, after.steps, ({ id }) => id),
    edges: keep(before.edges, after.edges, ({ id }) => id),
    notes: keep(before.notes, after.notes, ({ note }) => note.id),
  };
}

function keep<View>(old: readonly View[], fresh: readonly View[], idOf: (view: View) => string): View[] {
  const known = new Map(old.map((view) => [idOf(view), view]));
  return fresh.map((view) => {
    const same = known.get(idOf(view));
    return same !== undefined && sameJson(same, view) ? same : view;
  });
}
