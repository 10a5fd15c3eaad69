import { type FlowDocument, typedByHand } from '@patchbay/flow';
import type { OperationCatalog } from '../connectors/connectorStore.ts';

/** The step of a flow that other flows' failures start, and whose. */
export type FailureWatch = { stepId: string; scope: 'named' | 'workspace' };

/** The step of a checked document that failures start; null where it has none. A second one would only start the same run. */
export function failureWatchOf(document: FlowDocument, catalog: OperationCatalog): FailureWatch | null {
  const step = Object.values(document.steps).find(
    ({ disabled, uses }) => disabled !== true && catalog.find(uses)?.startedBy === 'failure',
  );
  if (step === undefined) return null;
  const { of } = step.inputs;
  return { stepId: step.id, scope: of && typedByHand(of) === 'workspace' ? 'workspace' : 'named' };
}
