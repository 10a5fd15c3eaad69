import type { Diagnostic, Fix } from './diagnostic.ts';
import type { Edge, EdgeId, FlowDocument, Mapping, Step } from './document.ts';
import { own } from './equal.ts';
import { withMappingAt } from './mappingAt.ts';

type Applying = { diagnostic: Diagnostic; fix: Fix; newEdge(): EdgeId };

/** The document after one of a diagnostic's fixes; the same one where what it is about has gone meanwhile. */
export function applyFix(document: FlowDocument, { diagnostic, fix, newEdge }: Applying): FlowDocument {
  if (fix.kind === 'cut') return { ...document, edges: without(document.edges, fix.edge) };
  if (fix.kind === 'way') {
    const edge = own(document.edges, fix.edge);
    return edge === undefined ? document : withEdge(document, { ...edge, outlet: fix.outlet });
  }
  const step = diagnostic.step === undefined ? undefined : own(document.steps, diagnostic.step);
  if (step === undefined) return document;
  switch (fix.kind) {
    case 'map':
      return withStep(document, filled(step, diagnostic.field, fix.mapping));
    case 'clear':
      return withStep(document, filled(step, diagnostic.field, undefined));
    case 'account':
      return withStep(document, { ...step, connection: fix.connection });
    case 'join': {
      if (own(document.steps, fix.from) === undefined) return document;
      return withEdge(document, { id: newEdge(), from: fix.from, outlet: fix.outlet, to: step.id });
    }
  }
}

function filled(step: Step, field: Diagnostic['field'], mapping: Mapping | undefined): Step {
  const [input, ...inside] = field ?? [];
  if (input === undefined) return step;
  const next = withMappingAt(own(step.inputs, input), inside, mapping);
  const inputs = next === undefined ? without(step.inputs, input) : { ...step.inputs, [input]: next };
  return { ...step, inputs };
}

function withEdge(document: FlowDocument, edge: Edge): FlowDocument {
  return { ...document, edges: { ...document.edges, [edge.id]: edge } };
}

function withStep(document: FlowDocument, step: Step): FlowDocument {
  return { ...document, steps: { ...document.steps, [step.id]: step } };
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
