import type { EdgeId, FlowDocument, NoteId, StepId } from '@patchbay/flow';

/** What is picked on the canvas. Three sets, because a step and an edge of an imported document may share an id. */
export type Selection = {
  readonly steps: ReadonlySet<StepId>;
  readonly edges: ReadonlySet<EdgeId>;
  readonly notes: ReadonlySet<NoteId>;
};

/** All a command may see: no React, no network, no DOM. */
export type EditorState = { readonly flow: FlowDocument; readonly selection: Selection };

/** Where new ids come from; passed in so that tests are repeatable. Each call gives an id never given before. */
export type Ids = {
  /** `hint` makes the id readable inside formulas (`getOrder_k3f9`); it is not a name and never follows one. */
  step(hint: string): StepId;
  edge(): EdgeId;
  note(): NoteId;
};

/** Something a person can do to a flow, from a key, a menu, the palette or a gesture. */
export type Command = {
  id: string;
  /** What was done, as it stands after "Undo": `add “Get order”`. */
  label: string;
  /** Consecutive commands with the same key are one entry of the history: typing a word is one undo. */
  mergeKey?: string;
  /** Every step is to stand where the command puts it: nothing is laid out afterwards. */
  keepsPlaces?: true;
  canRun?(state: EditorState): boolean;
  /** Answers the same state when there is nothing to do. */
  run(state: EditorState, ids: Ids): EditorState;
};

export const nothingSelected: Selection = { steps: new Set(), edges: new Set(), notes: new Set() };

/** Selects these steps and nothing else. */
export function selectSteps(...steps: StepId[]): Selection {
  return { ...nothingSelected, steps: new Set(steps) };
}
