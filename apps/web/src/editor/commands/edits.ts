import type { Edge, EdgeId, FlowDocument, Step, StepId } from '@patchbay/flow';
import { t } from '../../texts/t.ts';

/** The document with these steps put in or replaced. */
export function withSteps(flow: FlowDocument, steps: readonly Step[]): FlowDocument {
  if (steps.length === 0) return flow;
  return { ...flow, steps: { ...flow.steps, ...Object.fromEntries(steps.map((step) => [step.id, step])) } };
}

/** The document with these edges put in or replaced. */
export function withEdges(flow: FlowDocument, edges: readonly Edge[]): FlowDocument {
  if (edges.length === 0) return flow;
  return { ...flow, edges: { ...flow.edges, ...Object.fromEntries(edges.map((edge) => [edge.id, edge])) } };
}

export function withoutEdges(flow: FlowDocument, ids: ReadonlySet<EdgeId>): FlowDocument {
  const edges = Object.fromEntries(Object.entries(flow.edges).filter(([, edge]) => !ids.has(edge.id)));
  return { ...flow, edges };
}

/** The document without these steps, and without the edges that led from or to them. */
export function withoutSteps(flow: FlowDocument, ids: ReadonlySet<StepId>): FlowDocument {
  const steps = Object.fromEntries(Object.entries(flow.steps).filter(([, step]) => !ids.has(step.id)));
  const edges = Object.fromEntries(
    Object.entries(flow.edges).filter(([, edge]) => !ids.has(edge.from) && !ids.has(edge.to)),
  );
  return { ...flow, steps, edges };
}

/** The step changed by `change`, or the same document when it is not there. */
export function changeStep(flow: FlowDocument, id: StepId, change: (step: Step) => Step): FlowDocument {
  const step = flow.steps[id];
  return step === undefined ? flow : withSteps(flow, [change(step)]);
}

/** The steps with everything inside the loops among them. */
export function withInsides(flow: FlowDocument, ids: ReadonlySet<StepId>): Set<StepId> {
  const all = new Set(ids);
  for (let before = -1; before !== all.size; ) {
    before = all.size;
    for (const step of Object.values(flow.steps))
      if (step.parent !== undefined && all.has(step.parent)) all.add(step.id);
  }
  return all;
}

/** Whether there is an edge from the one step to the other through this outlet. */
export function isWired(flow: FlowDocument, { from, outlet, to }: Pick<Edge, 'from' | 'outlet' | 'to'>): boolean {
  return Object.values(flow.edges).some((edge) => edge.from === from && edge.outlet === outlet && edge.to === to);
}

/** A name that no other step has: "Get order", then "Get order 2". */
export function freeName(flow: FlowDocument, wanted: string): string {
  const taken = new Set(Object.values(flow.steps).map(({ name }) => name));
  const base = wanted.slice(0, 110).trim() || t('Step');
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? base : `${base} ${count}`;
    if (!taken.has(name)) return name;
  }
}

/** The step of a flow that has just one. */
export function onlyStep({ steps }: FlowDocument): Step | undefined {
  const [first, ...others] = Object.values(steps);
  return others.length === 0 ? first : undefined;
}

/** The step that all others come after, or are inside of the ones that do; undefined where there are several such ways in. */
export function onlyRoot({ steps, edges }: FlowDocument): Step | undefined {
  const reached = new Set(Object.values(edges).map(({ to }) => to));
  const [first, ...others] = Object.values(steps).filter(({ id, parent }) => parent === undefined && !reached.has(id));
  return others.length === 0 ? first : undefined;
}
