import {
  ERROR,
  type FlowDocument,
  type FlowGraph,
  graphOf,
  loopsAround,
  type Step,
  type StepId,
  upstreamOf,
} from '@patchbay/flow';

/** What is known of the operation of a step: its ways out, and whether it goes on with the first wire that arrives. */
export type WaysKnown = { waysOn(step: Step): number; goesOnWithAny(step: Step): boolean };

/**
 * The steps before a reader that need not have run when it does: they stand on a way that may not have been taken. A step
 * is certain where every way to the reader leads through it, or where it follows such a step by its only way on and all
 * ways are waited for.
 */
export function mayBeMissing(flow: FlowDocument, reader: string, known: WaysKnown): ReadonlySet<string> {
  const graph = graphOf(flow);
  const before = upstreamOf(flow, reader, graph);
  const around = loopsAround(flow, reader);
  const ends = [reader, ...around];
  const certain = new Set<string>(around);
  for (const end of ends) for (const id of certainBefore(end, { graph, before, known })) certain.add(id);
  return new Set([...before].filter((id) => !certain.has(id)));
}

type Work = { graph: FlowGraph; before: ReadonlySet<StepId>; known: WaysKnown };

function certainBefore(end: string, { graph, before, known }: Work): Set<string> {
  const scope = graph.step(end)?.parent;
  const candidates = [...before].flatMap((id) => graph.step(id) ?? []).filter(({ parent }) => parent === scope);
  const certain = new Set<string>(candidates.filter(({ id }) => isOnEveryWay(graph, id, end)).map(({ id }) => id));
  const waitsForAll = [end, ...before].every((id) => {
    const step = graph.step(id);
    return step === undefined || !known.goesOnWithAny(step);
  });
  if (!waitsForAll) return certain;
  for (let size = -1; size !== certain.size; ) {
    size = certain.size;
    for (const { id } of candidates) if (followsCertainly(id, { graph, certain, known })) certain.add(id);
  }
  return certain;
}

/** Whether no way from a start leads to `end` around `id`. */
function isOnEveryWay(graph: FlowGraph, id: string, end: string): boolean {
  const seen = new Set<string>([id]);
  const open = [end];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const into = graph.incoming(at);
    if (into.length === 0) return false;
    open.push(...into.map(({ from }) => from));
  }
  return true;
}

type Following = { graph: FlowGraph; certain: ReadonlySet<string>; known: WaysKnown };

function followsCertainly(id: string, { graph, certain, known }: Following): boolean {
  return graph.incoming(id).some(({ from, outlet }) => {
    const step = graph.step(from);
    if (step === undefined || outlet === ERROR || !certain.has(from) || known.waysOn(step) > 1) return false;
    return graph.outgoing(from).every((edge) => edge.outlet !== ERROR);
  });
}
