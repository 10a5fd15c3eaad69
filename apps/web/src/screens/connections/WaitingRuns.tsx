import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectionRow } from '../../api/types.ts';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { toast } from '../../ui/toastStore.ts';
import { eventCount, progressWords } from './waitingWords.ts';

const LOOK_MS = 2_000;

/** The runs that wait for an account: how many, how far they are dealt with, and what can be done with them. */
export function WaitingRuns({ connection }: { connection: ConnectionRow }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const mayEdit = useMayEdit();
  const [isDropping, setDropping] = useState(false);
  const { resuming, state, id: connectionId } = connection;
  const place = { workspaceId, connectionId };
  const isUnderWay = resuming !== undefined;
  const known = useQuery(trpc.connection.waiting.queryOptions(place, { refetchInterval: LOOK_MS * 2, staleTime: 0 }));
  const waiting = known.data?.waiting ?? 0;
  const look = () => queries.invalidateQueries({ queryKey: trpc.connection.pathKey() });
  useLookAgain(isUnderWay);
  const told = { onSuccess: look, onError: (error: unknown) => toast({ tone: 'danger', text: sentenceOf(error) }) };
  const process = useMutation(trpc.connection.process.mutationOptions(told));
  const stop = useMutation(trpc.connection.stop.mutationOptions(told));
  const progress = resuming && progressWords(resuming, waiting);
  if (progress !== undefined) {
    const cancel = (
      <Button small busy={stop.isPending} onClick={() => stop.mutate(place)}>
        {t('Stop')}
      </Button>
    );
    return (
      <Band tone="running" action={mayEdit && cancel}>
        {progress}
      </Band>
    );
  }
  if (waiting === 0) return null;
  const actions = (
    <span className="band-actions">
      {state !== 'broken' && (
        <Button small look="primary" busy={process.isPending} onClick={() => process.mutate(place)}>
          {t('Process the {eventCount}', { eventCount: eventCount(waiting, 'waiting') })}
        </Button>
      )}
      <Button small look="danger" onClick={() => setDropping(true)}>
        {t('Drop them')}
      </Button>
    </span>
  );
  return (
    <>
      <Band tone="info" action={mayEdit && actions}>
        <b>{tn(waiting, '1 event waits.', '{eventCount} wait.', { eventCount: eventCount(waiting) })}</b>{' '}
        {state === 'broken'
          ? t('None is lost: they go on, in their order, once it is connected again.')
          : t('None is lost. They go on in their order.')}
      </Band>
      {isDropping && <DropDialog connection={connection} waiting={waiting} onClose={() => setDropping(false)} />}
    </>
  );
}

/** Asks for the accounts again and again, while runs of one are being dealt with. */
function useLookAgain(isUnderWay: boolean): void {
  const trpc = useTRPC();
  const queries = useQueryClient();
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const look = () => void queries.invalidateQueries({ queryKey: trpc.connection.list.queryKey() });
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, queries, trpc]);
}

type DropProps = { connection: ConnectionRow; waiting: number; onClose(): void };

function DropDialog({ connection: { id: connectionId, name }, waiting, onClose }: DropProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const drop = useMutation(
    trpc.connection.drop.mutationOptions({
      onSuccess: () => {
        toast({ text: t('The {eventCount} are dropped.', { eventCount: eventCount(waiting, 'waiting') }) });
        onClose();
      },
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.connection.pathKey() }),
    }),
  );
  return (
    <Confirm
      title={t('Drop {eventCount}?', { eventCount: eventCount(waiting) })}
      opened
      onClose={onClose}
      onConfirm={() => drop.mutate({ workspaceId, connectionId, seen: waiting })}
      confirm={t('Drop {eventCount}', { eventCount: eventCount(waiting) })}
      busy={drop.isPending}
    >
      <p>
        {t(
          'The runs that wait for “{name}” end here: what they have done so far stays done, and the rest does not happen. They stay in the list of runs as cancelled, where each can be run again while runs are kept.',
          { name },
        )}
      </p>
      {drop.error && <Band tone="danger">{sentenceOf(drop.error)}</Band>}
    </Confirm>
  );
}
