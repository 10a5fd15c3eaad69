import { IconChevronLeft } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { NotHere } from '../../app/NotHere.tsx';
import { Band } from '../../ui/Band.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { AccountActions } from './AccountActions.tsx';
import { AccountFacts } from './AccountFacts.tsx';
import './connections.css';
import { UsesTable } from './UsesTable.tsx';
import { useAccounts } from './useAccounts.ts';
import { useUses } from './useUses.ts';
import { forecast, stoppedBy } from './whatStops.ts';

/** One connected account: what it is, when it ends, and what stops without it. */
export function ConnectionScreen() {
  const { connectionId } = useParams({ from: '/signedIn/framed/connections/$connectionId' });
  const { connections, connectors } = useAccounts();
  return (
    <Loaded query={connections} failed="The account could not be loaded.">
      {(all) => {
        const connection = all.find(({ id }) => id === connectionId);
        if (!connection) return <NotHere what="account" to="/connections" back="Go to connected accounts" />;
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
        Connected accounts
      </Link>
      <PageHeader
        title={connection.name}
        lead={connector?.name ?? connection.connector}
        actions={<AccountActions connection={connection} connectors={connectors} others={others} />}
      />
      <Warnings connection={connection} stopping={uses.data && stoppedBy(uses.data).length} />
      <AccountFacts connection={connection} connector={connector} />
      <h2 className="account-part">What uses it</h2>
      <Loaded query={uses} failed="What uses it could not be looked up.">
        {(found) => <UsesTable uses={found} connection={connection} />}
      </Loaded>
    </>
  );
}

/** That it is broken, and when it ends. */
function Warnings({ connection, stopping }: { connection: ConnectionRow; stopping: number | undefined }) {
  // As it was when the page came up: a forecast in days need not tick.
  const [now] = useState(Date.now);
  const { expiresAt, state, problem } = connection;
  const ends = expiresAt !== undefined && forecast({ endsAt: Date.parse(expiresAt), now }, stopping ?? 0);
  return (
    <div className="account-warnings">
      {state === 'broken' && (
        <Band tone="danger">
          <b>It does not work any more.</b> {problem}
        </Band>
      )}
      {ends && stopping !== undefined && <Band tone="warning">{ends}</Band>}
    </div>
  );
}
