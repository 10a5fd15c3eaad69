import type { Step } from '@patchbay/flow';
import type { Place } from '../commands/placeStep.ts';
import type { EditorCatalog } from '../document/createCatalog.ts';
import { loadPanels } from '../lazyPanels.ts';
import type { OperationHit } from '../palette/operationHit.ts';

/** The place of a trigger above the flow's only step, asking for what that step needs; our own steps are set up by hand. */
export async function inFront(hit: OperationHit, step: Step, catalog: EditorCatalog): Promise<Place> {
  const operation = catalog.find(step.uses);
  const { asksFor } = await loadPanels();
  const asks = operation && step.uses.connector !== 'core' && asksFor(hit, { step, operation });
  return { kind: 'front', step: step.id, ...(asks && { asks }) };
}
