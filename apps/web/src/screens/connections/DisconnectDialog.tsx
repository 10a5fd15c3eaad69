import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectionRow } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { toast } from '../../ui/toastStore.ts';
import { type Uses, useUses } from './useUses.ts';
import { stoppedBy } from './whatStops.ts';

type Props = {
  connection: ConnectionRow;
  onClose: () => void;
  /** It is gone; absent where nothing else is to happen. */
  onGone?: () => void;
};

/** Says what stops when an account is disconnected, and asks once more where something does. */
export function DisconnectDialog({ connection, onClose, onGone }: Props) {
  const uses = useUses(connection.id);
  // What they were shown when they said yes for the first time: it alone is sent.
  const [accepted, setAccepted] = useState<Uses>();
  const remove = useDisconnect({ connection, onClose, onGone });
  const isSure = accepted !== undefined;
  const shown = accepted ?? uses.data;
  const count = shown === undefined ? 0 : stoppedBy(shown).length;
  const confirm = () => {
    if (shown === undefined) return;
    if (count > 0 && !isSure) setAccepted(shown);
    else remove.mutate(shown, { onError: () => setAccepted(undefined) });
  };
  return (
    <Confirm
      // Another dialog, with Cancel in focus: a second Enter is no second answer.
      key={isSure ? 'sure' : 'asked'}
      title={
        isSure
          ? t('Stop {flowCount}?', { flowCount: flowCount(count) })
          : t('Disconnect “{name}”?', { name: connection.name })
      }
      opened
      onClose={onClose}
      onConfirm={confirm}
      confirm={isSure ? t('Disconnect and stop {flowCount}', { flowCount: flowCount(count) }) : t('Disconnect')}
      busy={remove.isPending || uses.isPending}
    >
      {isSure ? (
        <p>
          {tn(
            count,
            'From now on it does not get past the steps that need “{name}”, until another account is chosen there and the flow is published again.',
            'From now on they do not get past the steps that need “{name}”, until another account is chosen there and the flow is published again.',
            { name: connection.name },
          )}
        </p>
      ) : (
        <Loaded query={uses} failed={t('What uses it could not be looked up.')}>
          {(found) => <WhatStops uses={found} />}
        </Loaded>
      )}
      {remove.error && <Band tone="danger">{sentenceOf(remove.error)}</Band>}
    </Confirm>
  );
}

function useDisconnect({ connection, onClose, onGone }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const { mutate, isPending, error } = useMutation(
    trpc.connection.delete.mutationOptions({
      onSuccess: async ({ revoked }) => {
        toast({ text: goneWords(connection.name, revoked) });
        onClose();
        onGone?.();
        await queries.invalidateQueries({ queryKey: trpc.connection.list.queryKey() });
      },
      onError: () => queries.invalidateQueries({ queryKey: trpc.connection.uses.queryKey() }),
    }),
  );
  const disconnect = ({ flows, callers }: Uses, options: { onError(): void }) => {
    const seen = [
      ...flows.map(({ id, stops }) => ({ flowId: id, stops })),
      ...callers.map(({ id }) => ({ flowId: id, stops: true })),
    ];
    mutate({ workspaceId, connectionId: connection.id, seen }, options);
  };
  return { mutate: disconnect, isPending, error };
}

/** The flows that stop, by name, and how many others have it in a step. */
function WhatStops({ uses }: { uses: Uses }) {
  const stopping = stoppedBy(uses);
  const others = uses.flows.filter(({ stops }) => !stops).length;
  return (
    <>
      {stopping.length > 0 && (
        <>
          <p>
            <b>{tn(stopping.length, 'This flow stops:', 'These {count} flows stop:')}</b>
          </p>
          <ul className="stopping">
            {stopping.map(({ id, name, isCaller }) => (
              <li key={id}>
                {name}
                {isCaller && t(', which calls one of them')}
              </li>
            ))}
          </ul>
        </>
      )}
      {stopping.length === 0 && others === 0 && <p>{t('No flow uses it.')}</p>}
      {others > 0 && <p>{othersSentence(others)}</p>}
      <p>
        {t(
          'Its secret is deleted here, and its provider is told where it can be. Runs that wait for it fail and can be run again once another account is chosen.',
        )}
      </p>
    </>
  );
}

/** `revoked`: what its provider said to taking its permission back. */
function goneWords(name: string, revoked: 'yes' | 'no' | 'not_possible'): string {
  if (revoked === 'yes')
    return t('“{name}” is disconnected, and its provider has taken the permission back.', { name });
  if (revoked === 'no')
    return t('“{name}” is disconnected. Its provider could not be told: take the permission back there.', { name });
  return t('“{name}” is disconnected.', { name });
}

function othersSentence(count: number): string {
  if (count === 1)
    return t('1 flow that is off or a draft, or has the step switched off, needs another account before it can run.');
  return t(
    '{count} flows that are off or drafts, or have the step switched off, need another account before they can run.',
    { count },
  );
}

function flowCount(count: number): string {
  return tn(count, '1 flow', '{count} flows');
}
