import type { FlowDocument, Step } from './document.ts';
import { ERROR } from './document.ts';
import { type FlowGraph, graphOf, loopsAround, topologicalOrder, upstreamOf } from './graph.ts';

/** What is known of the operation of a step: its ways out, and whether it goes on with the first wire that arrives. */
export type WaysKnown = { waysOn(step: Step): number; goesOnWithAny(step: Step): boolean };

/**
 * Says of a step before a reader whether it has run for certain when the reader does, and need not stand on a way that was
 * not taken. It has where every way to the reader leads through it, or where it follows such a step by its only way on and
 * all ways are waited for. For one document; make a new one after a change.
 */
export function certaintyOf(
  document: FlowDocument,
  known: WaysKnown,
  graph = graphOf(document),
): (source: string, reader: string) => boolean {
  const work: Work = { document, known, graph, dominators: dominatorsOf(document, graph), asked: new Map() };
  const hasAny = Object.values(document.steps).some(known.goesOnWithAny);
  return (source, reader) => {
    const around: string[] = loopsAround(document, reader);
    if (around.includes(source)) return true;
    const waits = !hasAny || waitsForAll(work, reader);
    return [reader, ...around].some((end) => isCertain(source, { ...work, end, waits }));
  };
}

type Work = {
  document: FlowDocument;
  known: WaysKnown;
  graph: FlowGraph;
  /** The nearest step that every way to a step leads through. */
  dominators: ReadonlyMap<string, string | undefined>;
  asked: Map<string, boolean>;
};

function waitsForAll({ document, known, graph }: Work, reader: string): boolean {
  const before = [reader, ...upstreamOf(document, reader, graph)].flatMap((id) => graph.step(id) ?? []);
  return !before.some(known.goesOnWithAny);
}

type Asking = Work & { end: string; waits: boolean };

function isCertain(source: string, asking: Asking): boolean {
  const { graph, known, end, waits, asked } = asking;
  if (dominates(source, asking)) return true;
  if (!waits || graph.step(source)?.parent !== graph.step(end)?.parent) return false;
  const key = JSON.stringify([source, end]);
  const before = asked.get(key);
  if (before !== undefined) return before;
  // Stands while it is looked into: steps that wait for each other make each other no surer.
  asked.set(key, false);
  const answer = graph.incoming(source).some(({ from, outlet }) => {
    const step = graph.step(from);
    if (step === undefined || outlet === ERROR || known.waysOn(step) > 1) return false;
    return graph.outgoing(from).every((edge) => edge.outlet !== ERROR) && isCertain(from, asking);
  });
  asked.set(key, answer);
  return answer;
}

function dominates(source: string, { dominators, end }: Asking): boolean {
  let at: string | undefined = end;
  for (let hops = dominators.size; at !== undefined && hops >= 0; hops -= 1) {
    if (at === source) return true;
    at = dominators.get(at);
  }
  return false;
}

/** The nearest common step of all ways into each, in one pass along the wires: what leads back does not count. */
function dominatorsOf(document: FlowDocument, graph: FlowGraph): Map<string, string | undefined> {
  const ranks = new Map<string, number>(topologicalOrder(document, graph).map((id, rank) => [id, rank]));
  const nearest = new Map<string, string | undefined>();
  const meet = (left: string | undefined, right: string | undefined): string | undefined => {
    let [a, b] = [left, right];
    while (a !== b && a !== undefined && b !== undefined) {
      if ((ranks.get(a) ?? 0) > (ranks.get(b) ?? 0)) a = nearest.get(a);
      else b = nearest.get(b);
    }
    return a === b ? a : undefined;
  };
  for (const id of ranks.keys()) {
    const [first, ...others] = graph
      .incoming(id)
      .map(({ from }) => from)
      .filter((from) => nearest.has(from));
    nearest.set(id, others.reduce<string | undefined>(meet, first));
  }
  return nearest;
}
