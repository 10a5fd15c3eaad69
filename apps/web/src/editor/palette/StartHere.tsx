import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Jack } from '../../ui/Jack.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { useEditor } from '../useEditor.ts';
import { hitKey, type OperationHit } from './operationHit.ts';
import { useOperations } from './useOperations.ts';

/** What most flows start with. */
const FIRST = ['webhook', 'schedule', 'manual', 'form', 'poll'];

function placeOf({ operation }: OperationHit): number {
  const at = FIRST.indexOf(operation);
  return at < 0 ? FIRST.length : at;
}

/** A flow without a step: what may start it, one press away. The first way has the focus. */
export function StartHere({ onPick, onSearch }: { onPick(hit: OperationHit): void; onSearch(): void }) {
  const triggers = useOperations()
    .filter(({ kind, connector }) => kind === 'trigger' && connector === 'core')
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .slice(0, 4);
  const isEmpty = useEditor(({ flow }) => Object.keys(flow.steps).length === 0);
  if (!isEmpty || triggers.length === 0) return null;
  return (
    <section className="start-here" aria-labelledby="start-here">
      <div className="start-cable" aria-hidden="true">
        <Jack />
        <i />
        <Jack />
      </div>
      <h2 id="start-here">What starts this flow?</h2>
      <p className="muted">Each time it happens, the steps you add below run once, from top to bottom.</p>
      <div className="start-ways">
        {triggers.map((hit, at) => (
          <button
            key={hitKey(hit)}
            type="button"
            className="start-way"
            // biome-ignore lint/a11y/noAutofocus: an empty flow has one thing to do
            autoFocus={at === 0}
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
      <div className="start-more">
        <Button look="quiet" small icon={<IconSearch size={14} stroke={1.75} aria-hidden />} onClick={onSearch}>
          Search all steps
        </Button>
        <Link to="/templates" className={buttonClass({ look: 'quiet', small: true })}>
          Choose a template
        </Link>
      </div>
    </section>
  );
}
