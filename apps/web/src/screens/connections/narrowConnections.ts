import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import type { ConnectionFilters } from './connectionFilters.ts';

/** The accounts that fit the search (in their own or their connector's name) and the chosen connector. */
export function narrowConnections<Row extends Pick<ConnectionRow, 'name' | 'connector'>>(
  connections: readonly Row[],
  connectors: readonly Pick<ConnectorRow, 'id' | 'name'>[],
  { q = '', connector }: Pick<ConnectionFilters, 'q' | 'connector'>,
): Row[] {
  const names = new Map(connectors.map(({ id, name }) => [id, name]));
  const wanted = q.trim().toLowerCase();
  return connections.filter((connection) => {
    if (connector && connection.connector !== connector) return false;
    return `${connection.name} ${names.get(connection.connector) ?? connection.connector}`
      .toLowerCase()
      .includes(wanted);
  });
}
