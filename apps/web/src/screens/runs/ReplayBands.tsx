import { IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { ReplayBatch } from '../../api/types.ts';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { toast } from '../../ui/toastStore.ts';
import { batchSentence } from './batchSentence.ts';

const LIVE_MS = 1_000;
const CALM_MS = 15_000;
/** Said for so long after it was asked for. */
const NEWS_MS = 600_000;

/** How far runs that are run again together are, and what became of them. */
export function ReplayBands() {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const { data = [], dataUpdatedAt } = useQuery(
    trpc.replay.list.queryOptions(
      { workspaceId },
      { refetchInterval: ({ state }) => (state.data?.some(({ isOver }) => !isOver) ? LIVE_MS : CALM_MS) },
    ),
  );
  const shown = data.filter(
    ({ id, isOver, createdAt }) => !closed.has(id) && (!isOver || dataUpdatedAt - Date.parse(createdAt) < NEWS_MS),
  );
  if (shown.length === 0) return null;
  return (
    <div className="replay-bands">
      {shown.map((batch) => (
        <ReplayBand
          key={batch.id}
          batch={batch}
          workspaceId={workspaceId}
          onClose={() => setClosed(new Set([...closed, batch.id]))}
        />
      ))}
    </div>
  );
}

type ReplayBandProps = { batch: ReplayBatch; workspaceId: string; onClose(): void };

function ReplayBand({ batch, workspaceId, onClose }: ReplayBandProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayEdit = useMayEdit();
  const cancel = useMutation(
    trpc.replay.cancel.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.replay.pathKey() }),
      onError: (error) => toast({ text: sentenceOf(error), tone: 'danger' }),
    }),
  );
  const { id: batchId, isOver, total, started, refused } = batch;
  if (isOver) {
    const close = (
      <IconButton small label={t('Close')} icon={<IconX size={15} stroke={1.75} aria-hidden />} onClick={onClose} />
    );
    return (
      <Band tone={refused > 0 ? 'warning' : 'success'} action={close}>
        <span role="status">{batchSentence(batch)}</span>
      </Band>
    );
  }
  const stop = (
    <Button small busy={cancel.isPending} onClick={() => cancel.mutate({ workspaceId, batchId })}>
      {t('Stop')}
    </Button>
  );
  return (
    <Band tone="running" action={mayEdit && stop}>
      <span className="replay-progress">
        {batchSentence(batch)}
        <progress value={started + refused} max={Math.max(1, total)} aria-label={t('Runs run again')} />
      </span>
    </Band>
  );
}
