import { IconLock, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { ConnectDialog } from '../connections/ConnectDialog.tsx';
import { endWords } from '../connections/nextDays.ts';
import { StateBadge } from '../connections/StateBadge.tsx';

/** Which account a connector needs, which are connected, and connecting one right here. */
export function AccountCard({ connector }: { connector: ConnectorRow }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const mayEdit = useMayEdit();
  const [isConnecting, setConnecting] = useState(false);
  const connections = useQuery(trpc.connection.list.queryOptions({ workspaceId }));
  if (!takesAccounts(connector)) return null;
  const accounts = connections.data?.filter((connection) => connection.connector === connector.id) ?? [];
  const hasNone = connections.isSuccess && accounts.length === 0;
  return (
    <section className="card account-card" aria-label={t('Connected accounts')}>
      <div className="grow">
        {accounts.map((account) => (
          <Account key={account.id} account={account} connector={connector} />
        ))}
        {hasNone && (
          <p className="row">
            <IconLock size={16} stroke={1.75} aria-hidden />
            <span>{neededText(connector)}</span>
          </p>
        )}
      </div>
      {mayEdit && connections.isSuccess && (
        <Button
          look={hasNone ? 'primary' : 'default'}
          icon={<IconPlus size={16} stroke={2} aria-hidden />}
          onClick={() => setConnecting(true)}
        >
          {hasNone ? t('Connect an account') : t('Connect another')}
        </Button>
      )}
      {isConnecting && (
        <ConnectDialog opened connectors={[connector]} chosen={connector.id} onClose={() => setConnecting(false)} />
      )}
    </section>
  );
}

function Account({ account, connector }: { account: ConnectionRow; connector: ConnectorRow }) {
  const [now] = useState(Date.now);
  return (
    <p className="row account-line">
      <StateBadge connection={account} connector={connector} end={endWords(account, { now })} />
      <Link to="/connections/$connectionId" params={{ connectionId: account.id }} className="cut">
        {account.name}
      </Link>
      {account.label !== undefined && <span className="small dim cut">{account.label}</span>}
    </p>
  );
}

function takesAccounts({ source, auth }: ConnectorRow): boolean {
  return source === 'imported' || auth.length > 0;
}

function neededText({ name, source, auth }: ConnectorRow): string {
  if (source === 'imported' && auth.length === 0)
    return t('No account of {name} is connected. It may work without one.', { name });
  return t('Needs an account of {name}. Until one is connected, its steps run on sample data.', { name });
}
