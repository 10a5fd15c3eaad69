import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import type { ConnectionFilters } from './connectionFilters.ts';
import { foldedText } from '../../ui/foldedText.ts';

type Narrowed = Pick<ConnectionRow, 'name' | 'connector' | 'state' | 'label' | 'expiresAt' | 'lastUsedAt'>;
type Filters = Pick<ConnectionFilters, 'q' | 'connector' | 'state' | 'sort'>;

/** The accounts that fit the search (in their own name, whose they are or their app's name), the chosen app and the state, in order. */
export function narrowConnections<Row extends Narrowed>(
  connections: readonly Row[],
  connectors: readonly Pick<ConnectorRow, 'id' | 'name'>[],
  { q = '', connector, state, sort }: Filters,
): Row[] {
  const names = new Map(connectors.map(({ id, name }) => [id, name]));
  const appOf = (row: Row) => names.get(row.connector) ?? row.connector;
  const wanted = foldedText(q.trim());
  const byApp = (a: Row, b: Row) => appOf(a).localeCompare(appOf(b)) || a.name.localeCompare(b.name);
  return connections
    .filter((row) => {
      if (connector && row.connector !== connector) return false;
      if (state && row.state !== state) return false;
      return foldedText(`${row.name} ${appOf(row)} ${row.label ?? ''}`).includes(wanted);
    })
    .sort((a, b) => {
      if (sort === 'name') return a.name.localeCompare(b.name);
      if (sort === 'used') return (b.lastUsedAt ?? '').localeCompare(a.lastUsedAt ?? '') || byApp(a, b);
      return (sort === 'app' ? 0 : needOf(a) - needOf(b)) || byApp(a, b);
    });
}

// What stopped, then what stops next; what does not end comes after every date.
function needOf({ state, expiresAt }: Narrowed): number {
  if (state === 'broken') return 0;
  return expiresAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(expiresAt);
}
