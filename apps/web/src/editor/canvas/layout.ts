import { graphlib, layout } from '@dagrejs/dagre';
import { COLUMN_GAP, FIRST_IN_LOOP, ROW_GAP } from '../commands/card.ts';
import { type Box, loopSize, type Size } from './loopSize.ts';

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

/** On both sides of a step: twice this and the gap between columns hold the label of an error wire. */
const LABEL_PAD = 37;

type Scope = { steps: LayoutInput['steps']; edges: LayoutInput['edges']; sizes: ReadonlyMap<string, Size> };

/** Places the steps of one scope, and answers how much room they take. */
function arrange(parent: string | undefined, input: LayoutInput, corners: LayoutResult): Box[] {
  const steps = input.steps.filter((step) => step.parent === parent);
  const ids = new Set(steps.map(({ id }) => id));
  const edges = input.edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const sizes = new Map(
    steps.map((step) => [step.id, step.isLoop ? loopSize(arrange(step.id, input, corners)) : step] as const),
  );
  const scope = { steps, edges, sizes };
  const placed = place(scope, new Set());
  // Only who has a neighbour needs more room; that shows once they are placed.
  const crowded = crowdedBy(scope, placed);
  const origin = parent === undefined ? { x: 0, y: 0 } : FIRST_IN_LOOP;
  const boxes = (crowded.size === 0 ? placed : place(scope, crowded)).map((box) => ({
    ...box,
    x: box.x + origin.x,
    y: box.y + origin.y,
  }));
  for (const { id, x, y } of boxes) corners[id] = { x: Math.round(x), y: Math.round(y) };
  return boxes;
}

type Placed = Box & { id: string };

function place({ steps, edges, sizes }: Scope, padded: ReadonlySet<string>): Placed[] {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: COLUMN_GAP, ranksep: ROW_GAP, rankalign: 'top' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [id, { width, height }] of sizes) {
    graph.setNode(id, { width: width + (padded.has(id) ? 2 * LABEL_PAD : 0), height });
  }
  for (const { from, to, isError } of edges) graph.setEdge(from, to, { weight: isError ? 1 : 4, minlen: 1 });
  if (steps.length > 0) layout(graph, { constraints: besideEachOther(edges, new Set(sizes.keys())) });
  const boxes = steps.map(({ id }) => {
    const { x, y } = graph.node(id);
    const { width, height } = sizes.get(id) ?? { width: 0, height: 0 };
    return { id, x: x - width / 2, y: y - height / 2, width, height };
  });
  // Room at the border of all is nobody's.
  const left = Math.min(...boxes.map(({ x }) => x));
  return boxes.map((box) => ({ ...box, x: box.x - left }));
}

/** The steps whose error wire has its label where the next card stands, and those cards. */
function crowdedBy({ edges }: Scope, boxes: readonly Placed[]): Set<string> {
  const failing = new Set(edges.flatMap(({ from, isError }) => (isError ? [from] : [])));
  const crowded = boxes.flatMap((box) => {
    if (!failing.has(box.id)) return [];
    const right = box.x + box.width;
    const beside = boxes.filter(
      ({ x, y, height }) =>
        x >= right && x < right + COLUMN_GAP + 2 * LABEL_PAD && y < box.y + box.height && y + height > box.y,
    );
    return beside.length === 0 ? [] : [box.id, ...beside.map(({ id }) => id)];
  });
  return new Set(crowded);
}
