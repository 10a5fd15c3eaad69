import { type Edge, ERROR, type FlowDocument, type Step } from '@patchbay/flow';
import type { Ids } from './command.ts';
import { isWired, withEdges } from './edits.ts';

/**
 * The document with wires around a step that is about to leave: what led to it leads on to what came after it. They follow
 * the way on, never the error outlet: who asked for "if it fails" meant that step. Of several ways on, the first wired one
 * is followed: the others belonged to a question that is gone.
 */
export function bridgedOver(flow: FlowDocument, step: Step, ids: Ids): FlowDocument {
  const edges = Object.values(flow.edges);
  const incoming = edges.filter(({ to, from }) => to === step.id && from !== step.id);
  const outgoing = edges.filter(({ from, to, outlet }) => from === step.id && to !== step.id && outlet !== ERROR);
  const outlet = outgoing[0]?.outlet;
  const onward = outgoing.filter((edge) => edge.outlet === outlet);
  const bridges = incoming.flatMap((into) =>
    onward.map(({ to }): Omit<Edge, 'id'> => ({ from: into.from, outlet: into.outlet, to })),
  );
  return withEdges(
    flow,
    bridges.filter((wire) => !isWired(flow, wire)).map((wire) => ({ id: ids.edge(), ...wire })),
  );
}
