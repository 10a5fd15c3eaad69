import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Tile } from '../../ui/Tile.tsx';
import { type AccountFact, factOf } from './accountFact.ts';
import type { TemplatePage } from './TemplateScreen.tsx';
import { tileOf } from './tilesOf.ts';

/** The accounts that a template needs once it is used for real, with those that are connected. */
export function Accounts({ apps }: Pick<TemplatePage, 'apps'>) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const { data: connections } = useQuery(trpc.connection.list.queryOptions({ workspaceId }));
  return (
    <section className="card" aria-labelledby="accounts">
      <h2 id="accounts" className="section-title">
        {t('Accounts to connect')}
      </h2>
      {apps.length === 0 && <p className="small muted">{t('None. It works as it is.')}</p>}
      <ul className="account-list">
        {apps.map((app) => (
          <li key={app.connector}>
            <Tile {...tileOf(app)} size={28} />
            <Link to="/connectors/$connectorId" params={{ connectorId: app.connector }} className="grow">
              {app.name}
            </Link>
            {connections && <Fact fact={factOf(app.connector, connections)} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fact({ fact: { kind, words } }: { fact: AccountFact }) {
  if (kind === 'none') return <span className="small dim">{words}</span>;
  const Icon = kind === 'works' ? IconCheck : IconAlertTriangle;
  return (
    <span className="small connected cut" data-kind={kind} title={words}>
      <Icon size={13} stroke={2.4} aria-hidden /> <span className="cut">{words}</span>
    </span>
  );
}
