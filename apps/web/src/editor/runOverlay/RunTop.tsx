import type { RunView } from '@patchbay/execution';
import { IconCopy, IconCornerLeftUp, IconHistory, IconPencil } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { RunRow } from '../../api/types.ts';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { gistWords } from '../../screens/runs/gistWords.ts';
import { t } from '../../texts/t.ts';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Logo } from '../../ui/Logo.tsx';
import { durationText, exactTime } from '../../ui/relativeTime.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { toast } from '../../ui/toastStore.ts';
import { RunAgain } from './RunAgain.tsx';
import { runWaitLine } from './waitLine.ts';

type RunTopProps = {
  row: RunRow;
  view: RunView;
  now: number;
  /** The step at the top that is selected, or stands around what is. */
  step: { id: string; name: string } | undefined;
  onChanged(): void;
};

/** Whose run this is, how it went, and the way to the flow. */
export function RunTop({ row, view, now, step, onChanged }: RunTopProps) {
  const trpc = useTRPC();
  const mayEdit = useMayEdit();
  const cancel = useMutation(
    trpc.run.cancel.mutationOptions({
      onSuccess: onChanged,
      onError: (error) => toast({ text: sentenceOf(error), tone: 'danger' }),
    }),
  );
  const isOpen = view.finishedAt === undefined;
  const took =
    view.startedAt === undefined || view.finishedAt === undefined ? undefined : view.finishedAt - view.startedAt;
  const time = exactTime(Date.parse(row.startedAt)).replace(/:\d\d$/, '');
  const gist = gistWords(row);
  return (
    <header className="top">
      <Link to="/flows" aria-label={t('All flows')} className="home">
        <Logo />
      </Link>
      <Link to="/flows/$flowId/runs" params={{ flowId: row.flowId }} className="flows wide cut">
        {row.flowName}
      </Link>
      <span className="dim wide" aria-hidden="true">
        /
      </span>
      <h1 className="name cut">{gist ?? t('Run of {time}', { time })}</h1>
      {gist !== undefined && <span className="small muted wide run-moment">{time}</span>}
      <StatusBadge status={view.status} />
      {row.mode === 'mock' && <StatusBadge status="mock" />}
      {view.cancelledBy !== undefined && <CancelledBy userId={view.cancelledBy} />}
      <span className="small muted cut wide run-facts">
        {[runWaitLine(view, now), took !== undefined && durationText(took), row.version !== null && `v${row.version}`]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <CameFrom row={row} view={view} />
      <span className="grow wide" />
      {!isOpen && mayEdit && <RunAgain runId={row.id} version={row.version} view={view} step={step} />}
      {isOpen && mayEdit && (
        <Button look="quiet" busy={cancel.isPending} onClick={() => cancel.mutate({ runId: row.id })}>
          {t('Cancel the run')}
        </Button>
      )}
      {!isOpen && <OpenWithData row={row} />}
      <Link
        to="/flows/$flowId"
        params={{ flowId: row.flowId }}
        className={`${buttonClass()} lean`}
        title={t('Edit flow')}
      >
        <IconPencil size={16} stroke={1.75} aria-hidden />
        {t('Edit flow')}
      </Link>
    </header>
  );
}

/** The run that called this one, and the one it is a replay of. */
function CameFrom({ row, view }: Pick<RunTopProps, 'row' | 'view'>) {
  return (
    <>
      {row.parent !== null && (
        <Link to="/runs/$runId" params={{ runId: row.parent.runId }} className="called-by cut">
          <IconCornerLeftUp size={15} stroke={1.75} aria-hidden />
          {t('Called by {flowName}', { flowName: row.parent.flowName })}
        </Link>
      )}
      {view.replay !== undefined && (
        <Link to="/runs/$runId" params={{ runId: view.replay.of }} className="called-by cut">
          <IconHistory size={15} stroke={1.75} aria-hidden />
          {t('Replay of an earlier run')}
        </Link>
      )}
    </>
  );
}

/** The way into the editor with what this run gave as its samples. */
function OpenWithData({ row: { id, flowId } }: { row: RunRow }) {
  return (
    <Link
      to="/flows/$flowId"
      params={{ flowId }}
      search={{ run: id }}
      className={`${buttonClass({ look: 'quiet' })} with-data`}
      title={t('Open in the editor with this data')}
    >
      <IconCopy size={16} stroke={1.75} aria-hidden />
      <span className="wide">{t('Open with this data')}</span>
    </Link>
  );
}

/** Names who ended the run, where it was a member. */
function CancelledBy({ userId }: { userId: string }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const { data = [] } = useQuery(trpc.workspace.members.queryOptions({ workspaceId }));
  const name = data.find((member) => member.userId === userId)?.name;
  return name === undefined ? null : <span className="small muted cut">{t('by {name}', { name })}</span>;
}
