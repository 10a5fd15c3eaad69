import type { StepId } from '@patchbay/flow';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import type { ShownItems } from './overlayOf.ts';
import { shownItemsText } from './shownItemsText.ts';

/** No step has this id. */
const NONE = '-';

/** The picked step of a run, kept in its address with the items shown, so that Back, a reload and a link lead to them. */
export function useRunPlace(items: ShownItems) {
  const search = useSearch({ from: '/signedIn/runs/$runId' });
  const navigate = useNavigate();
  const [chosen, setSelected] = useState(search.step === NONE ? 'none' : (search.step as StepId | 'none' | undefined));
  const tell = useEffectEvent((place: typeof search) => {
    if (place.step !== search.step || place.items !== search.items)
      void navigate({ to: '.', search: place, replace: true });
  });
  const step = chosen === 'none' ? NONE : chosen;
  const shown = shownItemsText(items);
  useEffect(() => tell({ step, items: shown }), [step, shown]);
  return [chosen, setSelected] as const;
}
