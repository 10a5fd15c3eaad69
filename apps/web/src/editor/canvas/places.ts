import { t } from '../../texts/t.ts';
import type { Place } from '../commands/placeStep.ts';
import type { OperationHit } from '../palette/operationHit.ts';
import type { CanvasView } from './toCanvas.ts';

/** The heading of quick-add: what the new step will come after. */
export function titleFor(place: Place, { steps, edges }: CanvasView): string {
  const name = (id: string | undefined) => steps.find((step) => step.id === id)?.name ?? '';
  switch (place.kind) {
    case 'edge':
      return t('Fits after “{name}”', { name: name(edges.find(({ id }) => id === place.edge)?.from) });
    case 'after':
    case 'wire':
      return place.outlet === 'error'
        ? t('If “{name}” fails', { name: name(place.from) })
        : t('Fits after “{name}”', { name: name(place.from) });
    case 'inside':
      return t('Inside “{name}”', { name: name(place.loop) });
    case 'front':
      return t('Starts this flow');
    case 'start':
      return t('Starts this flow too');
    case 'replace':
      return t('Instead of “{name}”', { name: name(place.step) });
    case 'canvas':
      return place.isStart ? t('Starts this flow') : t('Steps');
  }
}

const anything = () => true;
const onlyTrigger = ({ kind }: OperationHit) => kind === 'trigger';
const noTrigger = ({ kind }: OperationHit) => kind !== 'trigger';

/** What may stand there: what starts a flow cannot come after another step. The same function for the same kind of place. */
export function fitsAt(place: Place): (hit: OperationHit) => boolean {
  if (place.kind === 'start' || place.kind === 'front') return onlyTrigger;
  if (place.kind === 'canvas' && place.isStart) return onlyTrigger;
  return place.kind === 'canvas' && place.parent === undefined ? anything : noTrigger;
}
