import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../../texts/t.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Jack } from '../../ui/Jack.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { onlyStep } from '../commands/edits.ts';
import { useCatalog, useEditor } from '../useEditor.ts';
import { hitKey, type OperationHit } from './operationHit.ts';
import { useOperations } from './useOperations.ts';

/** What most flows start with. */
const FIRST = ['webhook', 'schedule', 'manual', 'form', 'poll'];

function placeOf({ operation }: OperationHit): number {
  const at = FIRST.indexOf(operation);
  return at < 0 ? FIRST.length : at;
}

/**
 * A flow that nothing starts yet: what may start it, one press away. Where it is empty the first way has the focus; beside
 * its only step it can be put away.
 */
export function StartHere({ onPick, onSearch }: { onPick(hit: OperationHit): void; onSearch(): void }) {
  const { find } = useCatalog();
  const [isAway, putAway] = useState(false);
  const isEmpty = useEditor(({ flow }) => Object.keys(flow.steps).length === 0);
  const alone = useEditor(({ flow }) => onlyStep(flow));
  const isStarted = alone === undefined || find(alone.uses)?.kind !== 'call' || isAway;
  if (!isEmpty && isStarted) return null;
  return (
    <section className="start-here" data-beside={!isEmpty || undefined} aria-labelledby="start-here">
      <div className="start-cable" aria-hidden="true">
        <Jack />
        <i />
        <Jack />
      </div>
      <h2 id="start-here">{t('What starts this flow?')}</h2>
      <p className="muted">
        {isEmpty
          ? t('Each time it happens, the steps you add below run once, from top to bottom.')
          : t('A request, a form or a person can bring what the step needs: its fields fill themselves.')}
      </p>
      <StartWays takesFocus={isEmpty} onPick={onPick} />
      <div className="start-more">
        <Button look="quiet" small icon={<IconSearch size={14} stroke={1.75} aria-hidden />} onClick={onSearch}>
          {t('Search all ways')}
        </Button>
        {isEmpty ? (
          <>
            <Link to="/templates" className={buttonClass({ look: 'quiet', small: true })}>
              {t('Choose a template')}
            </Link>
            <Link to="/connectors" search={{ add: true }} className={buttonClass({ look: 'quiet', small: true })}>
              {t('Paste an API link')}
            </Link>
          </>
        ) : (
          <Button look="quiet" small onClick={() => putAway(true)}>
            {t('Not now')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** What most flows start with, to pick from. */
export function StartWays({ takesFocus = false, onPick }: { takesFocus?: boolean; onPick(hit: OperationHit): void }) {
  const triggers = useOperations()
    .filter(({ kind, connector }) => kind === 'trigger' && connector === 'core')
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .slice(0, 4);
  return (
    <div className="start-ways" aria-busy={triggers.length === 0}>
      {triggers.map((hit, at) => (
        <button
          key={hitKey(hit)}
          type="button"
          className="start-way"
          // biome-ignore lint/a11y/noAutofocus: an empty flow has one thing to do
          autoFocus={takesFocus && at === 0}
          onClick={() => onPick(hit)}
        >
          <Tile name={hit.connectorName} category={hit.category} icon={tileIcon(hit)} mark={hit.icon} />
          <span>
            <b>{hit.title}</b>
            <span className="small muted">{hit.description}</span>
          </span>
        </button>
      ))}
    </div>
  );
}
