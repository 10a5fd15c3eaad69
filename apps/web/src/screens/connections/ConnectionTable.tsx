import { IconLock, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Badge } from '../../ui/StatusBadge.tsx';
import { Table } from '../../ui/Table.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { DisconnectDialog } from './DisconnectDialog.tsx';
import { wayLabel } from './signInWays.ts';

const heads = [
  'Account',
  'Signs in with',
  { text: 'Added', className: 'wide-only' },
  { text: 'Disconnect', hidden: true },
];

/** The connected accounts, a row each. Never their secrets: the server does not give them out. */
export function ConnectionTable({
  connections,
  connectors,
}: {
  connections: readonly ConnectionRow[];
  connectors: readonly ConnectorRow[];
}) {
  const [leaving, setLeaving] = useState<ConnectionRow>();
  const { role } = useWorkspace();
  const mayDisconnect = role === 'owner' || role === 'admin';
  return (
    <>
      <Table label="Connected accounts" heads={heads}>
        {connections.map((connection) => {
          const connector = connectors.find(({ id }) => id === connection.connector);
          return (
            <tr key={connection.id}>
              <AccountCell connection={connection} connector={connector} />
              <td>
                <Badge icon={IconLock}>{wayLabel(connection, connector)}</Badge>
              </td>
              <td className="t2 wide-only">
                <RelativeTime at={connection.createdAt} />
              </td>
              <td className="push end">
                {mayDisconnect && (
                  <IconButton
                    small
                    label={`Disconnect ${connection.name}`}
                    icon={<IconTrash size={16} stroke={1.75} aria-hidden />}
                    onClick={() => setLeaving(connection)}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </Table>
      {leaving && <DisconnectDialog connection={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}

function AccountCell({ connection, connector }: { connection: ConnectionRow; connector: ConnectorRow | undefined }) {
  const name = connector?.name ?? connection.connector;
  return (
    <td className="fill">
      <div className="row account-cell">
        <Tile name={name} category={connector?.category} mark={connector?.icon} />
        <div className="grow">
          <div className="t1 cut">
            {connector ? (
              <Link to="/connectors/$connectorId" params={{ connectorId: connector.id }} className="plain">
                {name}
              </Link>
            ) : (
              name
            )}{' '}
            · {connection.name}
          </div>
          <div className="t2 cut">
            {connection.kind === 'fields' ? 'comes with Patchbay' : (connector?.baseUrl ?? 'no address yet')}
          </div>
        </div>
      </div>
    </td>
  );
}
