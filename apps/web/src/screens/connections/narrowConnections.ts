import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import type { ConnectionFilters } from './connectionFilters.ts';

/** The accounts that fit the search (in their own or their connector's name), the chosen connector and the state. */
export function narrowConnections<Row extends Pick<ConnectionRow, 'name' | 'connector' | 'state'>>(
  connections: readonly Row[],
  connectors: readonly Pick<ConnectorRow, 'id' | 'name'>[],
  { q = '', connector, state }: Pick<ConnectionFilters, 'q' | 'connector' | 'state'>,
): Row[] {
  const names = new Map(connectors.map(({ id, name }) => [id, name]));
  const wanted = q.trim().toLowerCase();
  return connections.filter((connection) => {
    if (connector && connection.connector !== connector) return false;
    if (state && connection.state !== state) return false;
    return `${connection.name} ${names.get(connection.connector) ?? connection.connector}`
      .toLowerCase()
      .includes(wanted);
  });
}
