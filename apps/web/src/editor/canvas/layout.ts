import { graphlib, layout } from '@dagrejs/dagre';
import { COLUMN_GAP, FIRST_IN_LOOP, ROW_GAP } from '../commands/card.ts';
import { type Box, loopSize } from './loopSize.ts';

/** A flow as the layout sees it: plain data, so that it can go to a worker. Wires in the order they leave their steps. */
export type LayoutInput = {
  steps: { id: string; parent?: string; width: number; height: number; isLoop: boolean }[];
  edges: { from: string; to: string; isError: boolean }[];
};

/** Corners by step; inside a loop, from the loop's corner. */
export type LayoutResult = Record<string, { x: number; y: number }>;

/** Top to bottom, tidy. Loops are laid out from the inside out, so that each frame's size is known when it is placed. */
export function layoutFlow(input: LayoutInput): LayoutResult {
  const corners: LayoutResult = {};
  arrange(undefined, input, corners);
  return corners;
}

type Beside = { left: string; right: string };

/**
 * What a step's ways on lead to stands in the order of its outlets: yes left of no. Two steps that lead to the same two
 * in different orders cannot both have it their way; then the first one does, for the layout loses steps in a circle.
 */
function besideEachOther(edges: LayoutInput['edges'], ids: ReadonlySet<string>): Beside[] {
  const known = new Map<string, Set<string>>();
  const pairs: Beside[] = [];
  for (const [, ways] of Map.groupBy(edges, ({ from }) => from)) {
    const targets = [...new Set(ways.map(({ to }) => to))].filter((id) => ids.has(id));
    for (const [at, right] of targets.entries()) {
      const left = targets[at - 1];
      if (left === undefined || leadsTo(known, right, left)) continue;
      known.set(left, (known.get(left) ?? new Set<string>()).add(right));
      pairs.push({ left, right });
    }
  }
  return pairs;
}

function leadsTo(known: ReadonlyMap<string, ReadonlySet<string>>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(known.get(id) ?? []));
  }
  return false;
}

/** Places the steps of one scope, and answers how much room they take. */
function arrange(parent: string | undefined, input: LayoutInput, corners: LayoutResult): Box[] {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: COLUMN_GAP, ranksep: ROW_GAP, rankalign: 'top' });
  graph.setDefaultEdgeLabel(() => ({}));
  const steps = input.steps.filter((step) => step.parent === parent);
  const ids = new Set(steps.map(({ id }) => id));
  for (const step of steps) {
    const inside = step.isLoop ? arrange(step.id, input, corners) : [];
    const { width, height } = step.isLoop ? loopSize(inside) : step;
    graph.setNode(step.id, { width, height });
  }
  for (const { from, to, isError } of input.edges) {
    if (ids.has(from) && ids.has(to)) graph.setEdge(from, to, { weight: isError ? 1 : 4, minlen: 1 });
  }
  if (steps.length > 0) layout(graph, { constraints: besideEachOther(input.edges, ids) });
  const origin = parent === undefined ? { x: 0, y: 0 } : FIRST_IN_LOOP;
  const boxes = steps.map(({ id }) => {
    const { x, y, width, height } = graph.node(id);
    return { id, x: x - width / 2 + origin.x, y: y - height / 2 + origin.y, width, height };
  });
  for (const { id, x, y } of boxes) corners[id] = { x: Math.round(x), y: Math.round(y) };
  return boxes;
}
