import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { Deadline, RelativeTime } from '../../ui/RelativeTime.tsx';
import { StateBadge } from './StateBadge.tsx';
import { wayLabel } from './signInWays.ts';

type Props = { connection: ConnectionRow; connector: ConnectorRow | undefined };

/** What is known of an account: whose it is, who connected it, and where its secret may go. */
export function AccountFacts({ connection, connector }: Props) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const members = useQuery(trpc.workspace.members.queryOptions({ workspaceId }));
  const { label, createdAt, createdBy, lastUsedAt, checkedAt, expiresAt, hosts } = connection;
  const owner = members.data?.find(({ userId }) => userId === createdBy)?.name;
  return (
    <dl className="card account-facts">
      <Fact name="State">
        <StateBadge connection={connection} connector={connector} untried="Not tried yet" />
        {checkedAt && (
          <span className="t2">
            tried <RelativeTime at={checkedAt} />
          </span>
        )}
      </Fact>
      <Fact name="Connector">
        {connector ? (
          <Link to="/connectors/$connectorId" params={{ connectorId: connector.id }}>
            {connector.name}
          </Link>
        ) : (
          connection.connector
        )}
        <span className="t2">{wayLabel(connection, connector)}</span>
      </Fact>
      {label !== undefined && <Fact name="Whose it is">{label}</Fact>}
      <Fact name="Connected by">
        {owner ?? 'somebody who is no longer here'} <RelativeTime at={createdAt} />
      </Fact>
      <Fact name="Last used">{lastUsedAt ? <RelativeTime at={lastUsedAt} /> : 'not yet'}</Fact>
      {expiresAt && (
        <Fact name="Ends">
          <Deadline at={expiresAt} />
        </Fact>
      )}
      <Fact name="Its secret goes to">
        {hosts.length > 0 ? (
          <span className="account-hosts">
            {hosts.map((host) => (
              <code key={host}>{host}</code>
            ))}
          </span>
        ) : (
          'nowhere: it checks what comes in'
        )}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
