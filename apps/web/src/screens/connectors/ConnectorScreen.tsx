import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { NotHere } from '../../app/NotHere.tsx';
import { useWorkspace } from '../../app/session.ts';
import { TemplateSection } from '../templates/TemplateCards.tsx';
import { useTemplates } from '../templates/useTemplates.ts';
import { AccountCard } from './AccountCard.tsx';
import { ConnectorHead } from './ConnectorHead.tsx';
import { OlderSteps } from './OlderSteps.tsx';
import { OperationList } from './OperationList.tsx';
import './connectors.css';
import { t } from '../../texts/t.ts';

const TEMPLATES_SHOWN = 3;

/** One connector: what it is, where it is reached, which account it needs, what it can do, and templates that use it. */
export function ConnectorScreen() {
  const { connectorId } = useParams({ from: '/signedIn/framed/connectors/$connectorId' });
  const { q } = useSearch({ from: '/signedIn/framed/connectors/$connectorId' });
  const navigate = useNavigate({ from: '/connectors/$connectorId' });
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const templates = useTemplates().data?.items.filter(({ apps }) => apps.some((app) => app.connector === connectorId));
  const connectors = useQuery(trpc.connector.list.queryOptions({ workspaceId }));
  return (
    <Loaded query={connectors} failed={t('The connector could not be loaded.')}>
      {(all) => {
        const connector = all.find(({ id }) => id === connectorId);
        if (!connector) return <NotHere what="connector" to="/connectors" back={t('Go to the gallery')} />;
        return (
          <>
            <ConnectorHead connector={connector} />
            <AccountCard key={connector.id} connector={connector} />
            <OlderSteps connector={connector} />
            {/* There is no template of an API that is the workspace's own: no room is kept for one. */}
            {!q && connector.source === 'builtin' && (
              <TemplateSection
                title={t('Templates with {name}', { name: connector.name })}
                templates={templates?.slice(0, TEMPLATES_SHOWN)}
                all={
                  templates &&
                  templates.length > TEMPLATES_SHOWN && (
                    <Link to="/templates" search={{ q: connector.name }}>
                      {t('All {count}', { count: templates.length })}
                    </Link>
                  )
                }
              />
            )}
            <OperationList
              connector={connector}
              search={q ?? ''}
              onSearch={(text) => navigate({ search: { q: text || undefined }, replace: true })}
            />
          </>
        );
      }}
    </Loaded>
  );
}
