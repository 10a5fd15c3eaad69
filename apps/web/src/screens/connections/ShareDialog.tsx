import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectionRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { FormDialog } from '../../ui/Dialog.tsx';
import { toast } from '../../ui/toastStore.ts';
import { losing } from './sharedWords.ts';
import { useUses } from './useUses.ts';

/** Chooses who may use an account, and says which flows wait for that. */
export function ShareDialog({ connection, onClose }: { connection: ConnectionRow; onClose(): void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const [sharedWith, setShared] = useState(connection.sharedWith);
  const uses = useUses(connection.id);
  const { createdBy } = connection;
  const lost = losing(uses.data?.flows ?? [], { sharedWith, createdBy });
  const share = useMutation(
    trpc.connection.share.mutationOptions({
      onSuccess: async () => {
        toast({ text: t('Who may use it was changed.') });
        onClose();
        await queries.invalidateQueries({ queryKey: trpc.connection.pathKey() });
      },
    }),
  );
  const send = sharedWith === 'workspace' ? sharedWith : [...sharedWith];
  return (
    <FormDialog
      title={t('Share “{name}”', { name: connection.name })}
      opened
      onClose={onClose}
      onSubmit={() => share.mutate({ workspaceId, connectionId: connection.id, sharedWith: send })}
      submit={t('Save')}
      busy={share.isPending}
    >
      <p className="muted">
        {t('Whoever may use it works in its name in their flows. Nobody sees its password or key.')}
      </p>
      <fieldset className="sharing">
        <legend>{t('Who may use it')}</legend>
        <Choice checked={sharedWith === 'workspace'} onChoose={() => setShared('workspace')} label={t('Everybody')}>
          {t('Who joins the workspace later as well.')}
        </Choice>
        <Choice checked={sharedWith !== 'workspace'} onChoose={() => setShared([])} label={t('Only people I choose')}>
          {t('Besides whoever connected it.')}
        </Choice>
      </fieldset>
      {sharedWith !== 'workspace' && <PeoplePick owner={createdBy} chosen={sharedWith} onChoose={setShared} />}
      {lost.length > 0 && (
        <Band tone="warning">
          {tn(
            lost.length,
            'From now on this flow waits, because whoever published {value} may not use it any more: {map}.',
            'From now on these {count} flows wait, because whoever published {value} may not use it any more: {map}.',
            { value: tn(lost.length, 'it', 'them'), map: lost.map(({ name }) => name).join(', ') },
          )}
        </Band>
      )}
      {share.error && <Band tone="danger">{sentenceOf(share.error)}</Band>}
    </FormDialog>
  );
}

type ChoiceProps = { checked: boolean; label: string; children: string; onChoose(): void };

function Choice({ checked, label, children, onChoose }: ChoiceProps) {
  return (
    <label className="share-choice">
      <input type="radio" name="sharing" checked={checked} onChange={onChoose} />
      <span>
        {label}
        <span className="t2">{children}</span>
      </span>
    </label>
  );
}

type PickProps = { owner: string | null; chosen: readonly string[]; onChoose(people: string[]): void };

function PeoplePick({ owner, chosen, onChoose }: PickProps) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const members = useQuery(trpc.workspace.members.queryOptions({ workspaceId }));
  const others = members.data?.filter(({ userId }) => userId !== owner) ?? [];
  if (members.isSuccess && others.length === 0) return <p className="muted">{t('There is nobody else here yet.')}</p>;
  return (
    <fieldset className="sharing people-pick">
      <legend>{t('People')}</legend>
      {others.map(({ userId, name, email }) => (
        <label key={userId} className="share-choice">
          <input
            type="checkbox"
            checked={chosen.includes(userId)}
            onChange={({ target }) =>
              onChoose(target.checked ? [...chosen, userId] : chosen.filter((one) => one !== userId))
            }
          />
          <span>
            {name}
            <span className="t2">{email}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
