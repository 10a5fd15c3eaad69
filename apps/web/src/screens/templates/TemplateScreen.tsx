import '../../app/withoutEval.ts';
import { IconChevronLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { isRefusal } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { NotHere } from '../../app/NotHere.tsx';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import '../connectors/connectors.css';
import '../../ui/table.css';
import { Accounts } from './Accounts.tsx';
import { BroughtTables } from './BroughtTables.tsx';
import { TemplateSteps } from './TemplateSteps.tsx';
import { TryTemplate } from './TryTemplate.tsx';
import { UseTemplateDialog } from './UseTemplateDialog.tsx';
import './templates.css';
import './tryTemplate.css';
import { t } from '../../texts/t.ts';
import { useStartFromTemplate } from './useTemplates.ts';
import { useTryTemplate } from './useTryTemplate.ts';

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
        {(page) => <Page key={page.id} page={page} />}
      </Loaded>
    </>
  );
}

function Page({ page }: { page: TemplatePage }) {
  const attempt = useTryTemplate(page);
  return (
    <>
      <PageHeader title={page.name} actions={<UseIt page={page} />} />
      <p className="about-text muted">{page.description}</p>
      <div className="template-page">
        <div className="template-main">
          <TryTemplate page={page} attempt={attempt} />
          <section className="card template-steps" aria-labelledby="does">
            <h2 id="does" className="section-title">
              {t('What it does')}
            </h2>
            <TemplateSteps steps={page.steps} attempt={attempt} />
          </section>
          <BroughtTables page={page} attempt={attempt} />
        </div>
        <aside className="template-aside" aria-label={t('What it needs')}>
          <Accounts apps={page.apps} />
          <ToFill toFill={page.toFill} />
          <p className="small muted">
            {t(
              '“Use this” makes a flow of your own. It runs only once you have connected the accounts and switched it on.',
            )}
          </p>
        </aside>
      </div>
    </>
  );
}

/** The dialog stands in the address, so that a card of the gallery can lead to it. */
function UseIt({ page }: { page: TemplatePage }) {
  const { use: isOpen } = useSearch({ from: '/signedIn/framed/templates/$templateId' });
  const navigate = useNavigate({ from: '/templates/$templateId' });
  const { busy, start } = useStartFromTemplate();
  if (!useMayEdit()) return null;
  const asks = page.tables.length > 0;
  const show = (use: true | undefined) => navigate({ search: { use }, replace: true });
  return (
    <>
      <Button look="primary" busy={busy !== undefined} onClick={() => (asks ? show(true) : start(page.id))}>
        {t('Use this')}
      </Button>
      {asks && isOpen && <UseTemplateDialog page={page} onClose={() => show(undefined)} />}
    </>
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
