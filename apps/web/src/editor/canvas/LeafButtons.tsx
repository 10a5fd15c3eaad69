import { ERROR } from '@patchbay/flow';
import { IconPlus } from '@tabler/icons-react';
import { type MouseEvent, useContext } from 'react';
import { t } from '../../texts/t.ts';
import type { Place } from '../commands/placeStep.ts';
import { HereContext, placeKey, useCanvas } from './canvasContext.ts';
import { ERROR_FROM_TOP } from './geometry.ts';
import type { StepView } from './toCanvas.ts';

const BELOW = 18;
/** From a card's right edge to the middle of what stands beside it. */
export const ASIDE = 34;
/** As high as the button is. */
export const LEAF = 26;
/** For what follows if a step fails: smaller and nearer, since the next card may stand 36 px away. */
const FAILURE = { aside: 22, height: 20 };

/** A + below every way on that leads nowhere yet. A step that answers ends the flow, so its + waits for a selection. */
export function LeafButtons({ view }: { view: StepView }) {
  if (view.face.kind === 'respond' && !view.isSelected) return null;
  return view.ends.map((outlet) => {
    const way = view.outlets.find(({ name }) => name === outlet);
    const label =
      view.outlets.length > 1
        ? t('Add a step after {name}: {label}', { name: view.name, label: way?.label })
        : t('Add a step after {name}', { name: view.name });
    return (
      <LeafButton
        key={outlet}
        place={{ kind: 'after', from: view.id, outlet }}
        label={label}
        style={{ left: way?.x ?? 0, top: view.box.height + BELOW }}
      />
    );
  });
}

/** Beside the error outlet of a step under the hand: what is to be done if it fails. */
export function FailureLeaf({ view }: { view: StepView }) {
  if (view.isTrigger || view.error !== 'empty') return null;
  return (
    <LeafButton
      place={{ kind: 'after', from: view.id, outlet: ERROR }}
      label={t('Add a step for if {name} fails', { name: view.name })}
      style={{ left: view.box.width + FAILURE.aside, top: ERROR_FROM_TOP - FAILURE.height / 2 }}
    />
  );
}

/** The dashed + itself. */
export function LeafButton({
  place,
  label,
  style,
}: {
  place: Place;
  label: string;
  style?: { left: number; top: number };
}) {
  const { actions } = useCanvas();
  const isHere = useContext(HereContext) === placeKey(place);
  const onClick = (event: MouseEvent<HTMLButtonElement>) => {
    event.stopPropagation();
    actions.add(place, event.currentTarget);
  };
  return (
    // Out of the tab order: with a step focused, A does the same, and hundreds of steps would be hundreds of stops.
    <button
      type="button"
      className="leaf nodrag nopan"
      style={style}
      aria-label={label}
      data-here={isHere || undefined}
      data-failure={(place.kind === 'after' && place.outlet === ERROR) || undefined}
      tabIndex={-1}
      onClick={onClick}
    >
      <IconPlus size={14} stroke={2.4} aria-hidden />
    </button>
  );
}
