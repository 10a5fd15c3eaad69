import { IconCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ConnectorRow } from '../../api/types.ts';
import { t, tn } from '../../texts/t.ts';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { distinctLetters } from '../../ui/tileLetters.ts';

type ConnectorGridProps = {
  connectors: readonly ConnectorRow[];
  /** The ids of those with a connected account. */
  connected: ReadonlySet<string>;
};

/** Connectors as cards, each a link to its page. */
export function ConnectorGrid({ connectors, connected }: ConnectorGridProps) {
  const letters = distinctLetters(connectors.map(({ name }) => name));
  return (
    <ul className="connector-grid">
      {connectors.map((connector) => (
        <li key={connector.id}>
          <Link to="/connectors/$connectorId" params={{ connectorId: connector.id }} className="card connector-card">
            <Tile
              letters={letters.get(connector.name)}
              name={connector.name}
              category={connector.category}
              icon={tileIcon({ connector: connector.id })}
              mark={connector.icon}
              size={44}
            />
            <span className="grow">
              <b className="cut">{connector.name}</b>
              <span className="small dim cut">{secondLine(connector)}</span>
            </span>
            {connected.has(connector.id) && (
              <span className="tick" title={t('Connected')}>
                <IconCheck size={13} stroke={2.4} aria-hidden />
                <span className="sr-only">{t('Connected')}</span>
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function secondLine({ source, operationCount, baseUrl }: ConnectorRow): string {
  if (operationCount === 0 && source === 'builtin') return t('For accounts only');
  const steps = tn(operationCount, '1 step', '{count} steps');
  if (source === 'builtin') return steps;
  return baseUrl === null ? t('Your API · no address yet') : t('Your API · {steps}', { steps });
}
