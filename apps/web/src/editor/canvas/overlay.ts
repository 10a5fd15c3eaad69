import type { StepId } from '@patchbay/flow';
import type { StepStatus } from '@patchbay/execution';

/** How a run is drawn on one step. All texts are what the person reads. */
export type StepOverlay = {
  /** `suspended`: it waits as it is meant to, and nobody works on it. */
  status: StepStatus | 'suspended';
  /** "0.4 s", counting while it runs. */
  timeText?: string;
  /** A sentence on its own line below the name: "Worked at the 3rd try.", "E-mail is not a valid address". */
  line?: string;
  /** Why a run did not come to it: "Skipped: “Has a phone?” said no". */
  why?: string;
  /** What can be done about it on the card itself, once it is picked. */
  deeds?: readonly { label: string; run(): void }[];
  /** For a loop's frame: "12 invoices · 11 sent, 1 failed". */
  result?: string;
  /** For a loop: one entry an item, in order, at most 60 drawn. */
  items?: readonly ('succeeded' | 'failed' | 'running' | 'waiting')[];
  /** For a loop with items: which one is shown, and how to show another. */
  pager?: { at: number; count: number; onAt(index: number): void; nextFailed?: number };
};

/** How a run is drawn on one edge. `text` is the count with its noun: "12 invoices". */
export type EdgeOverlay = {
  state: 'carried' | 'running' | 'not-taken';
  text?: string;
  /** Shows what the text counts. */
  onOpen?(): void;
};

/** A run, drawn over the canvas. Edges by `edgeKey`. Absent entries are drawn as idle. */
export type RunOverlay = {
  steps: ReadonlyMap<StepId, StepOverlay>;
  edges: ReadonlyMap<string, EdgeOverlay>;
};

/** `from/outlet/to`, the key of an edge in a RunView and in a RunOverlay. */
export function edgeKey(edge: { from: string; outlet: string; to: string }): string {
  return `${edge.from}/${edge.outlet}/${edge.to}`;
}
