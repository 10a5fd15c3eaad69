import { IconAlertTriangle, IconCheck, IconLock, IconPlugConnected, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Badge } from '../../ui/StatusBadge.tsx';
import { Table } from '../../ui/Table.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { toast } from '../../ui/toastStore.ts';
import { ConnectDialog } from './ConnectDialog.tsx';
import { DisconnectDialog } from './DisconnectDialog.tsx';
import { wayLabel } from './signInWays.ts';

const heads = ['Account', 'State', { text: 'Added', className: 'wide-only' }, { text: 'What to do', hidden: true }];

/** The connected accounts, a row each. Never their secrets: the server does not give them out. */
export function ConnectionTable({
  connections,
  connectors,
}: {
  connections: readonly ConnectionRow[];
  connectors: readonly ConnectorRow[];
}) {
  const [leaving, setLeaving] = useState<ConnectionRow>();
  const [again, setAgain] = useState<ConnectionRow>();
  const { role } = useWorkspace();
  const mayEdit = useMayEdit();
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
                <StateBadge connection={connection} connector={connector} />
              </td>
              <td className="t2 wide-only">
                <RelativeTime at={connection.createdAt} />
              </td>
              <td className="push end">
                {mayEdit && connector && <RowActions connection={connection} onAgain={() => setAgain(connection)} />}
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

const states = {
  works: { tone: 'success', icon: IconCheck, word: 'Works' },
  broken: { tone: 'danger', icon: IconAlertTriangle, word: 'Connect again' },
  untested: { tone: 'neutral', icon: IconLock, word: undefined },
} as const;

/** Whether it works, or what it signs in with while nobody knows. */
function StateBadge({ connection, connector }: { connection: ConnectionRow; connector: ConnectorRow | undefined }) {
  const { tone, icon, word } = states[connection.state];
  const way = wayLabel(connection, connector);
  return (
    <span title={connection.problem ?? way}>
      <Badge tone={tone} icon={icon}>
        {word ?? way}
      </Badge>
    </span>
  );
}

/** Trying an account, and connecting it again in its place. */
function RowActions({ connection, onAgain }: { connection: ConnectionRow; onAgain(): void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const test = useMutation(
    trpc.connection.test.mutationOptions({
      onSuccess: async ({ name, state, problem, label }) => {
        await queries.invalidateQueries({ queryKey: trpc.connection.pathKey() });
        if (state === 'works') toast({ text: `“${name}” works.${label ? ` It is ${label}.` : ''}` });
        else toast({ text: problem ?? `“${name}” cannot be tried: its connector has no call for that.` });
      },
      onError: (error) => toast({ text: sentenceOf(error) }),
    }),
  );
  return (
    <>
      <IconButton
        small
        label={`Try ${connection.name}`}
        icon={<IconPlugConnected size={16} stroke={1.75} aria-hidden />}
        onClick={() => test.mutate({ workspaceId, connectionId: connection.id })}
      />
      <IconButton
        small
        label={`Connect ${connection.name} again`}
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
          <div className="t2 cut">{whereOf(connection, connector)}</div>
        </div>
      </div>
    </td>
  );
}

/** Whose it is, or where it leads. */
function whereOf({ kind, label, baseUrl }: ConnectionRow, connector: ConnectorRow | undefined): string {
  if (label !== undefined) return label;
  if (kind === 'fields') return 'comes with Patchbay';
  return baseUrl ?? connector?.baseUrl ?? 'no address yet';
}
