import { type Edge, type FlowDocument, graphOf, type Outlet, type Step } from '@patchbay/flow';

/** A step where it is read. */
export type ReadStep = {
  step: Step;
  /** How many loops it stands in. */
  depth: number;
  /** The ways of choices by which it is come to. */
  when: readonly string[];
  /** A wire leads to it from the step that is read before it, or that is the loop it stands in. */
  follows: boolean;
};

type OutletsOf = (step: Step) => readonly Outlet[];

/**
 * The steps as one would tell them, ways from left to right: each to its end before the next one, a step that joins ways after all of them, and
 * what stands in a loop after its head.
 */
export function readingOrder(document: FlowDocument, outletsOf: OutletsOf): ReadStep[] {
  const graph = graphOf(document);
  const whenOf = (id: string) =>
    graph.incoming(id).flatMap(({ from, outlet }) => {
      const step = graph.step(from);
      if (step === undefined) return [];
      const outlets = outletsOf(step);
      if (outlet === 'error') return ['if it fails'];
      return outlets.length < 2 ? [] : [outlets.find(({ name }) => name === outlet)?.label ?? outlet];
    });
  const inside = (loop: string | undefined, depth: number): ReadStep[] =>
    inOrder(graph, loop, outletsOf).flatMap((step, at, steps) => {
      const before = steps[at - 1]?.id;
      const follows =
        before === undefined ? loop !== undefined : graph.incoming(step.id).some((e) => e.from === before);
      return [{ step, depth, when: [...new Set(whenOf(step.id))], follows }, ...inside(step.id, depth + 1)];
    });
  return inside(undefined, 0);
}

function inOrder(graph: ReturnType<typeof graphOf>, loop: string | undefined, outletsOf: OutletsOf): Step[] {
  const steps = graph.inside(loop);
  const left = new Map(steps.map(({ id }) => [id, graph.incoming(id).length]));
  const ready = steps.filter(({ id }) => left.get(id) === 0).toReversed();
  const order: Step[] = [];
  for (let step = ready.pop(); step !== undefined; step = ready.pop()) {
    order.push(step);
    const names = outletsOf(step).map(({ name }) => name);
    const placeOf = ({ outlet, to }: Edge) => [names.indexOf(outlet), graph.step(to)?.position.x ?? 0] as const;
    // The last one put on the pile is the first one taken.
    const ways = graph.outgoing(step.id).toSorted((a, b) => compare(placeOf(b), placeOf(a)));
    for (const { to } of ways) {
      const rest = (left.get(to) ?? 0) - 1;
      left.set(to, rest);
      const next = graph.step(to);
      if (rest === 0 && next !== undefined) ready.push(next);
    }
  }
  return order;
}

function compare([a, left]: readonly [number, number], [b, right]: readonly [number, number]): number {
  return a - b || left - right;
}
