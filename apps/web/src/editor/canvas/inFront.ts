import type { FlowDocument, Step } from '@patchbay/flow';
import { CARD_HEIGHT, CARD_WIDTH, ROW_GAP } from '../commands/card.ts';
import { onlyStep } from '../commands/edits.ts';
import type { Place } from '../commands/placeStep.ts';
import type { EditorCatalog } from '../document/createCatalog.ts';
import { loadPanels } from '../lazyPanels.ts';
import type { PickedOperation } from '../palette/operationHit.ts';

/** The place of a trigger above the flow's only step, asking for what that step needs; our own steps are set up by hand. */
export async function inFront(hit: PickedOperation, step: Step, catalog: EditorCatalog): Promise<Place> {
  const operation = catalog.find(step.uses);
  const { asksFor } = await loadPanels();
  const asks = operation && step.uses.connector !== 'core' && asksFor(hit, { step, operation });
  return { kind: 'front', step: step.id, ...(asks && { asks }) };
}

/** The place of the first trigger: above the flow's only step, else above all there is. */
export function firstPlace(flow: FlowDocument): Place {
  const alone = onlyStep(flow);
  if (alone !== undefined) return { kind: 'front', step: alone.id };
  const tops = Object.values(flow.steps).filter(({ parent }) => parent === undefined);
  const top = Math.min(CARD_HEIGHT + ROW_GAP, ...tops.map(({ position }) => position.y)) - CARD_HEIGHT - ROW_GAP;
  return { kind: 'canvas', position: { x: tops[0]?.position.x ?? -CARD_WIDTH / 2, y: top }, isStart: true };
}
