import { type FlowDocument, type FlowGraph, graphOf, type StepId, topologicalOrder } from '@patchbay/flow';

const graphs = new WeakMap<FlowDocument, FlowGraph>();
const orders = new WeakMap<FlowDocument, readonly StepId[]>();

/** The graph of an open document, made once: a changed document is another one. */
export function flowGraph(flow: FlowDocument): FlowGraph {
  const graph = graphs.get(flow) ?? graphOf(flow);
  graphs.set(flow, graph);
  return graph;
}

/** The order of its steps, likewise. */
export function flowOrder(flow: FlowDocument): readonly StepId[] {
  const order = orders.get(flow) ?? topologicalOrder(flow, flowGraph(flow));
  orders.set(flow, order);
  return order;
}
