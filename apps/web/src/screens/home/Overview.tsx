import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTRPC } from '../../api/trpc.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { useMayEdit, useSession, useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { PasteLink } from '../connectors/PasteLink.tsx';
import { useNewFlow } from '../flows/useFlowActions.ts';
import { RunTable } from '../runs/RunTable.tsx';
import { Attention } from './Attention.tsx';
import { isBeginning } from './isBeginning.ts';
import { type Home, useHomeDeeds } from './useHome.ts';

const RUNS_SHOWN = 8;
const LOOK_MS = 15_000;

/** For whoever has flows: what needs a person, what ran last, and how to begin something new. */
export function Overview({ home }: { home: Home }) {
  const [name] = useSession().user.name.trim().split(/\s+/);
  const mayEdit = useMayEdit();
  return (
    <>
      <PageHeader title={t('Hello {name}', { name })} actions={mayEdit && <NewFlow />} />
      <div className="overview">
        <Attention />
        {mayEdit && <PasteLink />}
        <LastRuns />
        {mayEdit && home.isHidden && <ShowAgain home={home} />}
      </div>
    </>
  );
}

function NewFlow() {
  const newFlow = useNewFlow();
  return (
    <>
      <Link to="/templates" className={buttonClass()}>
        {t('Choose a template')}
      </Link>
      <Button
        look="primary"
        icon={<IconPlus size={16} stroke={2} aria-hidden />}
        busy={newFlow.busy}
        onClick={newFlow.empty}
      >
        {t('New flow')}
      </Button>
    </>
  );
}

function LastRuns() {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const runs = useQuery(trpc.run.list.queryOptions({ workspaceId, limit: RUNS_SHOWN }, { refetchInterval: LOOK_MS }));
  return (
    <section aria-labelledby="last-runs">
      <h2 id="last-runs" className="row">
        {t('Last runs')}
        <span className="grow" />
        <Link to="/runs" className="small">
          {t('All runs')}
        </Link>
      </h2>
      <Loaded query={runs} failed={t('The runs could not be loaded.')}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="card">
              <EmptyState title={t('Nothing has run yet')}>{t('Every run of your flows is listed here.')}</EmptyState>
            </div>
          ) : (
            <RunTable runs={items} withFlow />
          )
        }
      </Loaded>
    </section>
  );
}

/** The lessons can be had again while there is something left to learn. */
function ShowAgain({ home }: { home: Home }) {
  const { hide } = useHomeDeeds();
  if (!isBeginning({ ...home, isHidden: false })) return null;
  return (
    <p className="small dim">
      {t('The first steps are hidden.')}{' '}
      <Button look="quiet" small onClick={() => hide(false)}>
        {t('Show them again')}
      </Button>
    </p>
  );
}
