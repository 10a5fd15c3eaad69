import { type FlowDocument, type Step, topologicalOrder } from '@patchbay/flow';
import { type Html, html } from '../../hooks/forms/html.ts';

/** More than any phone shows at once. */
const MOST = 24;

/** A flow as it is opened: what it is called, and its steps. */
export type OpenedFlow = { name: string; document: FlowDocument };

/**
 * The flow as a list, for phones: what stands there in a moment, and can be read before the code of the page has come. In the same
 * places and the same order; only what needs that code is missing.
 */
export function flowRows({ name, document }: OpenedFlow): Html | undefined {
  const rows = rowsOf(document).slice(0, MOST);
  // Such a flow asks how it starts.
  if (rows.length === 0) return undefined;
  return html`<div class="rows"><p>${name}</p><ol>${rows.map(row)}</ol></div>`;
}

type Row = { step: Step; depth: number };

function row({ step, depth }: Row): Html {
  return depth === 0 ? html`<li>${step.name}</li>` : html`<li data-depth="${Math.min(depth, 3)}">${step.name}</li>`;
}

/** What stands in a frame comes right below it, or not at all where the frame is folded. */
function rowsOf(document: FlowDocument): Row[] {
  const steps = topologicalOrder(document).flatMap((id) => document.steps[id] ?? []);
  const inside = Map.groupBy(steps, ({ parent }) => parent);
  const rowsIn = (parent: Step['parent'], depth: number): Row[] =>
    (inside.get(parent) ?? []).flatMap((step) => [
      { step, depth },
      ...(depth < MOST && step.folded !== true ? rowsIn(step.id, depth + 1) : []),
    ]);
  return rowsIn(undefined, 0);
}
