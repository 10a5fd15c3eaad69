import { IconCheck, IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { isRefusal } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { NotHere } from '../../app/NotHere.tsx';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Tile } from '../../ui/Tile.tsx';
import '../connectors/connectors.css';
import { TemplateSteps } from './TemplateSteps.tsx';
import './templates.css';
import { t } from '../../texts/t.ts';
import { tileOf } from './tilesOf.ts';
import { useConnected, useStartFromTemplate } from './useTemplates.ts';

export type TemplatePage = Answers['template']['get'];

/** One template before it is used: what it does step by step, which accounts it needs, what is left to fill in. */
export function TemplateScreen() {
  const { templateId } = useParams({ from: '/signedIn/framed/templates/$templateId' });
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const template = useQuery(trpc.template.get.queryOptions({ workspaceId, templateId }));
  if (template.isError && isRefusal(template.error)) {
    return <NotHere what="template" to="/templates" back={t('Go to the templates')} />;
  }
  return (
    <>
      <Link to="/templates" className="crumb">
        <IconChevronLeft size={14} stroke={1.75} aria-hidden />
        {t('Templates')}
      </Link>
      <Loaded query={template} failed={t('The template could not be loaded.')}>
        {(page) => (
          <>
            <PageHeader title={page.name} actions={<UseIt templateId={page.id} />} />
            <p className="about-text muted">{page.description}</p>
            <div className="template-page">
              <section className="card template-steps" aria-labelledby="does">
                <h2 id="does" className="section-title">
                  {t('What it does')}
                </h2>
                <TemplateSteps steps={page.steps} />
              </section>
              <aside className="template-aside" aria-label={t('What it needs')}>
                <Accounts apps={page.apps} />
                <ToFill toFill={page.toFill} />
                <p className="small muted">
                  {t(
                    'Try it on mocks first: nothing is sent, and no account is needed. It runs only once you switch it on.',
                  )}
                </p>
              </aside>
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

function UseIt({ templateId }: { templateId: string }) {
  const { busy, start } = useStartFromTemplate();
  if (!useMayEdit()) return null;
  return (
    <Button look="primary" busy={busy !== undefined} onClick={() => start(templateId)}>
      {t('Use this')}
    </Button>
  );
}

function Accounts({ apps }: Pick<TemplatePage, 'apps'>) {
  const connected = useConnected();
  return (
    <section className="card" aria-labelledby="accounts">
      <h2 id="accounts" className="section-title">
        {t('Accounts to connect')}
      </h2>
      <ul className="account-list">
        {apps.map((app) => (
          <li key={app.connector}>
            <Tile {...tileOf(app)} size={28} />
            <Link to="/connectors/$connectorId" params={{ connectorId: app.connector }} className="grow">
              {app.name}
            </Link>
            {connected.has(app.connector) ? (
              <span className="small connected">
                <IconCheck size={13} stroke={2.4} aria-hidden /> {t('Connected')}
              </span>
            ) : (
              <span className="small dim">{t('Not yet')}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function ToFill({ toFill }: Pick<TemplatePage, 'toFill'>) {
  if (toFill.length === 0) return null;
  return (
    <section className="card" aria-labelledby="fill">
      <h2 id="fill" className="section-title">
        {t('To fill in')}
      </h2>
      <dl className="fill-list">
        {toFill.map(({ step, name, fields }) => (
          <div key={step}>
            <dt>{name}</dt>
            <dd className="small muted">{fields.join(', ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
