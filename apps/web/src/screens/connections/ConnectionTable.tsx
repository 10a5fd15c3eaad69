import { IconPlugConnected, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Table } from '../../ui/Table.tsx';
import { AccountPicture } from './AccountPicture.tsx';
import { ConnectDialog } from './ConnectDialog.tsx';
import { DisconnectDialog } from './DisconnectDialog.tsx';
import { endWords } from './nextDays.ts';
import { StateBadge } from './StateBadge.tsx';
import { sharedWords } from './sharedWords.ts';
import { useTestAccount } from './useTestAccount.ts';

const heads = [
  t('Account'),
  t('State'),
  { text: t('Who may use it'), className: 'wide-only' },
  { text: t('Last used'), className: 'wide-only' },
  { text: t('What to do'), hidden: true },
];

/** The connected accounts, a row each that leads to its page. Never their secrets: the server does not give them out. */
export function ConnectionTable({
  connections,
  connectors,
}: {
  connections: readonly ConnectionRow[];
  connectors: readonly ConnectorRow[];
}) {
  const [now] = useState(Date.now);
  const [leaving, setLeaving] = useState<ConnectionRow>();
  const [again, setAgain] = useState<ConnectionRow>();
  const { id: workspaceId, role } = useWorkspace();
  const members = useQuery(useTRPC().workspace.members.queryOptions({ workspaceId }));
  const mayEdit = useMayEdit();
  const mayDisconnect = role === 'owner' || role === 'admin';
  return (
    <>
      <Table label={t('Connected accounts')} heads={heads}>
        {connections.map((connection) => {
          const connector = connectors.find(({ id }) => id === connection.connector);
          return (
            <tr key={connection.id} data-link>
              <AccountCell connection={connection} connector={connector} />
              <td>
                <StateBadge connection={connection} connector={connector} end={endWords(connection, { now })} />
              </td>
              <td className="t2 wide-only">{members.data && sharedWords(connection, members.data)}</td>
              <td className="t2 wide-only">{connection.lastUsedAt && <RelativeTime at={connection.lastUsedAt} />}</td>
              <td className="push end">
                {mayEdit && connector && <RowActions connection={connection} onAgain={() => setAgain(connection)} />}
                {mayDisconnect && (
                  <IconButton
                    small
                    label={t('Disconnect {name}', { name: connection.name })}
                    icon={<IconTrash size={16} stroke={1.75} aria-hidden />}
                    onClick={() => setLeaving(connection)}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </Table>
      {again && (
        <ConnectDialog
          key={again.id}
          opened
          connectors={connectors}
          chosen={again.connector}
          again={again}
          onClose={() => setAgain(undefined)}
        />
      )}
      {leaving && <DisconnectDialog connection={leaving} onClose={() => setLeaving(undefined)} />}
    </>
  );
}

/** Trying an account, and connecting it again in its place. */
function RowActions({ connection, onAgain }: { connection: ConnectionRow; onAgain(): void }) {
  const { id: workspaceId } = useWorkspace();
  const test = useTestAccount();
  return (
    <>
      <IconButton
        small
        label={t('Try {name}', { name: connection.name })}
        icon={<IconPlugConnected size={16} stroke={1.75} aria-hidden />}
        onClick={() => test.mutate({ workspaceId, connectionId: connection.id })}
      />
      <IconButton
        small
        label={t('Connect {name} again', { name: connection.name })}
        icon={<IconRefresh size={16} stroke={1.75} aria-hidden />}
        onClick={onAgain}
      />
    </>
  );
}

function AccountCell({ connection, connector }: { connection: ConnectionRow; connector: ConnectorRow | undefined }) {
  const name = connector?.name ?? connection.connector;
  return (
    <td className="fill">
      <div className="row account-cell">
        <AccountPicture connection={connection} connector={connector} />
        <div className="grow">
          <div className="t1 cut">
            <Link to="/connections/$connectionId" params={{ connectionId: connection.id }} className="row-link">
              {name}
              {' · '}
              {connection.name}
            </Link>
          </div>
          <div className="t2 cut">{whereOf(connection, connector)}</div>
        </div>
      </div>
    </td>
  );
}

/** Whose it is, or where it leads. */
function whereOf({ kind, label, baseUrl, hosts }: ConnectionRow, connector: ConnectorRow | undefined): string {
  if (label !== undefined) return label;
  if (kind === 'fields') return hosts[0]?.replace(/^https:\/\//, '') ?? t('comes with Patchbay');
  return baseUrl ?? connector?.baseUrl ?? t('no address yet');
}
