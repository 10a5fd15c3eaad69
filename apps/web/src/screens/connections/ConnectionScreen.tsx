import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { NotHere } from '../../app/NotHere.tsx';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { Band } from '../../ui/Band.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { AccountActions } from './AccountActions.tsx';
import { AccountFacts } from './AccountFacts.tsx';
import { AccountLog } from './AccountLog.tsx';
import { AccountPicture } from './AccountPicture.tsx';
import './connections.css';
import { t } from '../../texts/t.ts';
import { MorePermission } from './MorePermission.tsx';
import { UsesTable } from './UsesTable.tsx';
import { useAccounts } from './useAccounts.ts';
import { useUses } from './useUses.ts';
import { WaitingRuns } from './WaitingRuns.tsx';
import { forecast, stoppedBy, stoppedWords } from './whatStops.ts';

/** One connected account: what it is, when it ends, and what stops without it. */
export function ConnectionScreen() {
  const { connectionId } = useParams({ from: '/signedIn/framed/connections/$connectionId' });
  const { connections, connectors } = useAccounts();
  return (
    <Loaded query={connections} failed={t('The account could not be loaded.')}>
      {(all) => {
        const connection = all.find(({ id }) => id === connectionId);
        if (!connection) return <NotHere what="account" to="/connections" back={t('Go to connected accounts')} />;
        const known = connectors.data ?? [];
        return <AccountPage key={connection.id} connection={connection} connections={all} connectors={known} />;
      }}
    </Loaded>
  );
}

type Props = {
  connection: ConnectionRow;
  connections: readonly ConnectionRow[];
  connectors: readonly ConnectorRow[];
};

function AccountPage({ connection, connections, connectors }: Props) {
  const connector = connectors.find(({ id }) => id === connection.connector);
  const uses = useUses(connection.id);
  const others = connections.filter(({ id, connector: of }) => of === connection.connector && id !== connection.id);
  return (
    <>
      <Link to="/connections" className="crumb">
        <IconChevronLeft size={14} stroke={1.75} aria-hidden />
        {t('Connected accounts')}
      </Link>
      <PageHeader
        title={connection.name}
        before={<AccountPicture connection={connection} connector={connector} />}
        lead={connector?.name ?? connection.connector}
        actions={<AccountActions connection={connection} connectors={connectors} others={others} />}
      />
      <Warnings connection={connection} connector={connector} stopping={uses.data && stoppedBy(uses.data).length} />
      <AccountFacts connection={connection} connector={connector} />
      <h2 className="account-part">{t('What uses it')}</h2>
      <Loaded query={uses} failed={t('What uses it could not be looked up.')}>
        {(found) => <UsesTable uses={found} connection={connection} />}
      </Loaded>
      <h2 className="account-part">{t('Runs that used it')}</h2>
      <AccountLog connectionId={connection.id} />
    </>
  );
}

type WarningsProps = {
  connection: ConnectionRow;
  connector: ConnectorRow | undefined;
  stopping: number | undefined;
};

/** That it is broken, what waits for it, what it is not allowed, and when it ends. */
function Warnings({ connection, connector, stopping }: WarningsProps) {
  const { id: workspaceId } = useWorkspace();
  const mayEdit = useMayEdit();
  const { data: missing } = useQuery(
    useTRPC().connection.missing.queryOptions({ workspaceId, connectionId: connection.id }),
  );
  // As it was when the page came up: a forecast in days need not tick.
  const [now] = useState(Date.now);
  const { expiresAt, state, problem } = connection;
  const ends = expiresAt !== undefined && forecast({ endsAt: Date.parse(expiresAt), now }, stopping ?? 0);
  return (
    <div className="account-warnings">
      {state === 'broken' && (
        <Band tone="danger">
          <b>{stoppedWords(connection.brokenAt)}</b> {problem}
        </Band>
      )}
      <WaitingRuns connection={connection} />
      {missing !== undefined && missing.scopes.length > 0 && connector && (
        <MorePermission
          workspaceId={workspaceId}
          connection={connection}
          ways={connector.auth}
          scopes={missing.scopes}
          who="steps"
          mayAllow={mayEdit}
        />
      )}
      {ends && stopping !== undefined && <Band tone="warning">{ends}</Band>}
    </div>
  );
}
