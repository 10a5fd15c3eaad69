import type { Effect, Operation } from '@patchbay/connector';
import type { FlowDocument, OperationRef } from '@patchbay/flow';

const VERBS: Record<Exclude<Effect, 'none' | 'read'>, string> = {
  create: 'creates something real',
  update: 'changes something real',
  delete: 'deletes something real',
  send: 'sends a real request',
};

/** What trying a flow for real does to the outside world, a sentence a step. Empty when it only looks. */
export function effectSentences(
  flow: FlowDocument,
  { find }: { find(uses: OperationRef): Operation | undefined },
): string[] {
  return Object.values(flow.steps).flatMap(({ uses, name, inputs }) => {
    const operation = find(uses);
    if (operation?.callsFlow) return [`“${name}” runs the other flow for real.`];
    const effect = operation?.effect ?? 'none';
    if (effect === 'none' || effect === 'read') return [];
    const method = inputs.method?.kind === 'literal' ? inputs.method.value : 'GET';
    if (uses.connector === 'core' && uses.operation === 'http' && (method === 'GET' || method === 'HEAD')) return [];
    return [`“${name}” ${VERBS[effect]}.`];
  });
}
