import { IconDots, IconPlugConnected, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuDivider, MenuItem } from '../../ui/Menu.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Table } from '../../ui/Table.tsx';
import { AccountPicture } from './AccountPicture.tsx';
import { ConnectDialog } from './ConnectDialog.tsx';
import { DisconnectDialog } from './DisconnectDialog.tsx';
import { endWords } from './nextDays.ts';
import { StateBadge } from './StateBadge.tsx';
import { sharedWords } from './sharedWords.ts';
import { wayLabel } from './signInWays.ts';
import { flowsOf, UsedIn } from './UsedIn.tsx';
import { useTestAccount } from './useTestAccount.ts';

const heads = [
  t('Account'),
  t('State'),
  { text: t('Used in'), className: 'wide-only' },
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
  const trpc = useTRPC();
  const members = useQuery(trpc.workspace.members.queryOptions({ workspaceId }));
  // Not kept: which accounts are used changes with every draft.
  const usedIn = useQuery(trpc.connection.usedIn.queryOptions({ workspaceId }, { staleTime: 0 }));
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
              <td className="wide-only">
                {usedIn.data && <UsedIn connection={connection} flows={flowsOf(usedIn.data, connection.id)} />}
              </td>
              <td className="t2 wide-only">{members.data && sharedWords(connection, members.data)}</td>
              <td className="t2 wide-only">{connection.lastUsedAt && <RelativeTime at={connection.lastUsedAt} />}</td>
              <td className="push end account-deeds">
                <RowDeeds
                  connection={connection}
                  mayConnect={mayEdit && connector !== undefined}
                  mayDisconnect={mayDisconnect}
                  onAgain={() => setAgain(connection)}
                  onLeave={() => setLeaving(connection)}
                />
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

type DeedsProps = {
  connection: ConnectionRow;
  mayConnect: boolean;
  mayDisconnect: boolean;
  onAgain(): void;
  onLeave(): void;
};

/** What can be done with an account: at once what a broken one needs, the rest in a menu. */
function RowDeeds({ connection, mayConnect, mayDisconnect, onAgain, onLeave }: DeedsProps) {
  const { id: workspaceId } = useWorkspace();
  const test = useTestAccount();
  const { id: connectionId, name, state } = connection;
  if (!mayConnect && !mayDisconnect) return null;
  return (
    <>
      {mayConnect && state === 'broken' && (
        <Button small aria-label={t('Connect again: {name}', { name })} onClick={onAgain}>
          {t('Connect again')}
        </Button>
      )}
      <Menu
        trigger={
          <IconButton
            small
            label={t('More for {name}', { name })}
            icon={<IconDots size={16} stroke={2} aria-hidden />}
          />
        }
      >
        {mayConnect && (
          <>
            <MenuItem
              icon={<IconPlugConnected size={16} stroke={1.75} aria-hidden />}
              onSelect={() => test.mutate({ workspaceId, connectionId })}
            >
              {t('Try it')}
            </MenuItem>
            <MenuItem icon={<IconRefresh size={16} stroke={1.75} aria-hidden />} onSelect={onAgain}>
              {t('Connect again')}
            </MenuItem>
          </>
        )}
        {mayConnect && mayDisconnect && <MenuDivider />}
        {mayDisconnect && (
          <MenuItem danger icon={<IconTrash size={16} stroke={1.75} aria-hidden />} onSelect={onLeave}>
            {t('Disconnect')}
          </MenuItem>
        )}
      </Menu>
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
              <bdi>{connection.name}</bdi>
            </Link>
          </div>
          <div className="t2 cut">{whereOf(connection, connector)}</div>
        </div>
      </div>
    </td>
  );
}

/** Whose it is, or where it leads; else what it is for, which tells a mailbox from what sends. */
function whereOf(connection: ConnectionRow, connector: ConnectorRow | undefined): string {
  const { kind, label, baseUrl, hosts } = connection;
  if (label !== undefined) return label;
  if (kind === 'fields') return hosts[0]?.replace(/^https:\/\//, '') ?? wayLabel(connection, connector);
  return baseUrl ?? connector?.baseUrl ?? t('no address yet');
}
