import { type FlowDocument, type StepId, topologicalOrder } from '@patchbay/flow';

/** The step a person comes to from here: along a wire where there is one, else the next in the flow's order. */
export function nextStep(flow: FlowDocument, from: StepId | undefined, way: 'down' | 'up'): StepId | undefined {
  const order = topologicalOrder(flow);
  if (from === undefined) return way === 'down' ? order[0] : order.at(-1);
  const edges = Object.values(flow.edges).filter((edge) => (way === 'down' ? edge.from : edge.to) === from);
  const ends = edges.map((edge) => (way === 'down' ? edge.to : edge.from)).filter((id) => flow.steps[id] !== undefined);
  const wired = ends.toSorted((a, b) => order.indexOf(a) - order.indexOf(b))[0];
  if (wired !== undefined) return wired;
  return order[order.indexOf(from) + (way === 'down' ? 1 : -1)];
}
