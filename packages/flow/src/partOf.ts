import type { FlowDocument, StepId } from './document.ts';
import { graphOf, loopsAround, upstreamOf } from './graph.ts';

/**
 * The part of a flow that leads up to a step, with it as the last: what stands before it, the frames around it with what
 * leads to it inside them, and whole every other frame. The document itself where there is no such step.
 */
export function partUpTo(document: FlowDocument, step: string, graph = graphOf(document)): FlowDocument {
  if (!Object.hasOwn(document.steps, step)) return document;
  const kept = new Set<StepId>([...upstreamOf(document, step, graph), step as StepId]);
  const around = new Set<StepId>(loopsAround(document, step));
  const left = [...kept].filter((id) => !around.has(id));
  for (let frame = left.pop(); frame !== undefined; frame = left.pop()) {
    for (const { id } of graph.inside(frame)) {
      if (kept.has(id)) continue;
      kept.add(id);
      left.push(id);
    }
  }
  const steps = Object.entries(document.steps).filter(([, { id }]) => kept.has(id));
  const edges = Object.entries(document.edges).filter(
    ([, { from, to }]) => kept.has(from) && kept.has(to) && !(from === step && !around.has(from)),
  );
  return { ...document, steps: Object.fromEntries(steps), edges: Object.fromEntries(edges) };
}
