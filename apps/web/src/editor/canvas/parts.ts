import type { FlowDocument, StepId } from '@patchbay/flow';
import type { LayoutEdge, LayoutStep } from './blocks.ts';
import { treeOf } from './flowTree.ts';
import { type FaceOf, shapeOf } from './tidyShape.ts';

/** Steps of one scope that hang together by wires. */
export type Part = {
  steps: ReadonlyMap<string, LayoutStep>;
  edges: readonly LayoutEdge[];
  /** Every step after all that lead to it. */
  order: readonly string[];
  /** What there is to lay out, wherever it stands now. */
  shape: string;
};

/** The parts of one scope: of a frame, or of the top. */
export function partsOf(flow: FlowDocument, scope: StepId | undefined, faceOf: FaceOf): Part[] {
  const { steps, edges } = shapeOf(flow, faceOf);
  const here = new Map(steps.filter(({ parent }) => parent === scope).map((step) => [step.id, step]));
  const wires = edges.filter(({ from, to }) => here.has(from) && here.has(to));
  const headOf = heads([...here.keys()], wires);
  const members = Map.groupBy(here.values(), ({ id }) => headOf(id));
  const wiresAt = Map.groupBy(wires, ({ from }) => headOf(from));
  return [...members].map(([head, all]) => {
    const own = wiresAt.get(head) ?? [];
    const { order } = treeOf(
      all.map(({ id }) => id),
      own,
    );
    const shape = JSON.stringify([all.map(sizeOf).toSorted(), own.map(wireOf).toSorted()]);
    return { steps: new Map(all.map((step) => [step.id, step])), edges: own, order, shape };
  });
}

function sizeOf({ id, width, height, ways }: LayoutStep): string {
  return `${id} ${width} ${height} ${ways}`;
}

function wireOf({ from, to, isError, way }: LayoutEdge): string {
  return `${from} ${to} ${isError} ${way}`;
}

/** Which of its steps stands for the part that a step belongs to. */
function heads(ids: readonly string[], edges: readonly LayoutEdge[]): (id: string) => string {
  const above = new Map(ids.map((id) => [id, id]));
  const headOf = (id: string): string => {
    let head = id;
    for (let next = above.get(head); next !== undefined && next !== head; next = above.get(head)) head = next;
    above.set(id, head);
    return head;
  };
  for (const { from, to } of edges) above.set(headOf(from), headOf(to));
  return headOf;
}
