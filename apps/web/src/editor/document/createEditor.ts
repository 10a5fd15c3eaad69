import type { FlowDocument } from '@patchbay/flow';
import { type Command, type EditorState, type Ids, nothingSelected, type Selection } from '../commands/command.ts';
import { existingSelection } from './existingSelection.ts';
import { type History, noHistory, redo, remember, sealed, type Undone, undo } from './history.ts';

/** What Undo and Redo would do, in words; absent when there is nothing. */
export type HistoryLabels = { readonly undo?: string; readonly redo?: string };

/** The flow being edited, its selection and its history. Listeners are called after every change. */
export type Editor = {
  getState(): EditorState;
  getHistory(): HistoryLabels;
  subscribe(listener: () => void): () => void;
  /** True when something changed. */
  execute(command: Command): boolean;
  undo(): Undone | undefined;
  redo(): Undone | undefined;
  select(selection: Selection): void;
  /** Takes over what came from elsewhere. Not a part of the history: nobody undoes the work of somebody else. */
  replace(flow: FlowDocument): void;
};

/**
 * `now` in milliseconds, used only to tell one burst of typing from the next. `settle` lays out what a command has left
 * untidy, as a part of the same entry of the history.
 */
export type EditorOptions = {
  flow: FlowDocument;
  selection?: Selection;
  ids: Ids;
  now?: () => number;
  settle?: (change: { before: FlowDocument; after: FlowDocument }) => FlowDocument;
};

/** A store in plain TypeScript: React subscribes to it from outside, tests need no browser. */
export function createEditor({
  flow,
  selection = nothingSelected,
  ids,
  now = Date.now,
  settle,
}: EditorOptions): Editor {
  let state: EditorState = { flow, selection };
  let history = noHistory;
  let labels: HistoryLabels = {};
  const listeners = new Set<() => void>();

  function set(next: EditorState, nextHistory: History = history) {
    state = { flow: next.flow, selection: existingSelection(next) };
    if (nextHistory !== history)
      labels = { undo: nextHistory.undos.at(-1)?.label, redo: nextHistory.redos.at(-1)?.label };
    history = nextHistory;
    for (const listener of listeners) listener();
  }

  function travel(move: typeof undo): Undone | undefined {
    const moved = move(history, state.flow);
    if (moved !== undefined) set({ ...state, flow: moved.flow }, moved.history);
    return moved?.undone;
  }

  return {
    getState: () => state,
    getHistory: () => labels,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    execute(command) {
      if (command.canRun?.(state) === false) return false;
      const ran = command.run(state, ids);
      if (ran === state) return false;
      const isSettled = settle === undefined || ran.flow === state.flow || command.keepsPlaces === true;
      const next = isSettled ? ran : { ...ran, flow: settle({ before: state.flow, after: ran.flow }) };
      const { label, mergeKey } = command;
      const isEdit = next.flow !== state.flow;
      set(
        next,
        isEdit ? remember(history, { label, mergeKey, before: state.flow, after: next.flow, at: now() }) : history,
      );
      return true;
    },
    undo: () => travel(undo),
    redo: () => travel(redo),
    select: (selection) => set({ ...state, selection }),
    replace: (flow) => set({ ...state, flow }, sealed(history)),
  };
}
