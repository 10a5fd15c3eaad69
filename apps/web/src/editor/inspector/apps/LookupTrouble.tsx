import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useContext } from 'react';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { OpenTab } from '../InspectorTabs.tsx';
import type { Asking } from './useLookup.ts';

/** Why there is no list to choose from, and what to do about it. The field can be typed into all the same. */
export function LookupTrouble({ state, otherwise }: { state: Asking; otherwise: string }) {
  const openTab = useContext(OpenTab);
  const { hindrance, problem } = state;
  if (hindrance?.kind === 'account') {
    return (
      <div className="note" data-tone="quiet">
        <IconInfoCircle size={15} stroke={1.75} aria-hidden />
        <span className="grow">{t('Connect an account to see the list.')}</span>
        <Button small onClick={() => openTab('connect')}>
          {t('Connect')}
        </Button>
      </div>
    );
  }
  if (hindrance?.kind === 'waits') {
    return (
      <div className="note" data-tone="quiet">
        <IconInfoCircle size={15} stroke={1.75} aria-hidden />
        <span className="grow">
          {hindrance.why === 'empty'
            ? t('Choose “{title}” first.', { title: hindrance.title })
            : t('“{title}” is known when the flow runs, so there is no list here. {otherwise}', {
                title: hindrance.title,
                otherwise,
              })}
        </span>
      </div>
    );
  }
  if (problem === undefined) return null;
  return (
    <div className="note" data-tone="warning">
      <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      <span className="grow">
        {problem} {otherwise}
      </span>
      <Button small busy={state.isLooking} onClick={() => void state.reload()}>
        {t('Try again')}
      </Button>
    </div>
  );
}
