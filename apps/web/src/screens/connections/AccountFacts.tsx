import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { useSession, useWorkspace } from '../../app/session.ts';
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { Deadline, RelativeTime } from '../../ui/RelativeTime.tsx';
import { ShareDialog } from './ShareDialog.tsx';
import { StateBadge } from './StateBadge.tsx';
import { sharedWords } from './sharedWords.ts';
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
      <Fact name={t('State')}>
        <StateBadge connection={connection} connector={connector} />
        {checkedAt && (
          <span className="t2">
            <T text="tried {time}" time={<RelativeTime at={checkedAt} />} />
          </span>
        )}
      </Fact>
      <Fact name={t('App')}>
        {connector ? (
          <Link to="/connectors/$connectorId" params={{ connectorId: connector.id }}>
            {connector.name}
          </Link>
        ) : (
          connection.connector
        )}
        <span className="t2">{wayLabel(connection, connector)}</span>
      </Fact>
      {label !== undefined && <Fact name={t('Whose it is')}>{label}</Fact>}
      <Fact name={t('Connected by')}>
        {owner ?? t('somebody who is no longer here')} <RelativeTime at={createdAt} />
      </Fact>
      <Sharing connection={connection} members={members.data ?? []} />
      {connection.scopes !== undefined && connection.scopes.length > 0 && (
        <Fact name={t('Is allowed')}>
          <Codes texts={connection.scopes} />
        </Fact>
      )}
      <Fact name={t('Last used')}>{lastUsedAt ? <RelativeTime at={lastUsedAt} /> : t('not yet')}</Fact>
      {expiresAt && (
        <Fact name={t('Ends')}>
          <Deadline at={expiresAt} />
        </Fact>
      )}
      <Fact name={t('Its secret goes to')}>
        {hosts.length > 0 ? <Codes texts={hosts} /> : t('nowhere: it checks what comes in')}
      </Fact>
    </dl>
  );
}

function Codes({ texts }: { texts: readonly string[] }) {
  return (
    <span className="account-hosts">
      {texts.map((text) => (
        <code key={text}>{text}</code>
      ))}
    </span>
  );
}

type Members = Parameters<typeof sharedWords>[1];

function Sharing({ connection, members }: { connection: ConnectionRow; members: Members }) {
  const { role } = useWorkspace();
  const { user } = useSession();
  const [isSharing, setSharing] = useState(false);
  const mayShare = role === 'owner' || role === 'admin' || (role === 'builder' && connection.createdBy === user.id);
  return (
    <Fact name={t('Who may use it')}>
      {sharedWords(connection, members)}
      {mayShare && (
        <Button small onClick={() => setSharing(true)}>
          {t('Share')}
        </Button>
      )}
      {isSharing && <ShareDialog connection={connection} onClose={() => setSharing(false)} />}
    </Fact>
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
