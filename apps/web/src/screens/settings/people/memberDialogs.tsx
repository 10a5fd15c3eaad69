import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../../api/failure.ts';
import { useTRPC } from '../../../api/trpc.ts';
import { useWorkspace } from '../../../app/session.ts';
import { t } from '../../../texts/t.ts';
import { Band } from '../../../ui/Band.tsx';
import { Button } from '../../../ui/Button.tsx';
import { CopyField } from '../../../ui/CopyField.tsx';
import { Confirm, Dialog } from '../../../ui/Dialog.tsx';
import { toast } from '../../../ui/toastStore.ts';
import type { Member } from './MemberTable.tsx';

/** Asks before somebody is taken out of the workspace. */
export function RemoveMember({
  member: { userId, name },
  opened,
  onClose,
}: {
  member: Member;
  opened: boolean;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const remove = useMutation(
    trpc.member.remove.mutationOptions({
      onSuccess: async () => {
        onClose();
        toast({ text: t('{name} is no longer in the workspace.', { name }) });
        await queries.invalidateQueries({ queryKey: trpc.workspace.members.queryKey() });
      },
      onError: (error) => {
        onClose();
        toast({ tone: 'danger', text: t('{name} is still in. {sentence}', { name, sentence: sentenceOf(error) }) });
      },
    }),
  );
  return (
    <Confirm
      title={t('Remove {name}?', { name })}
      opened={opened}
      onClose={onClose}
      onConfirm={() => remove.mutate({ workspaceId, userId })}
      confirm={t('Remove')}
      busy={remove.isPending}
    >
      {t('At once, {name} sees nothing of this workspace any more. Flows and accounts they made stay and go on.', {
        name,
      })}
    </Confirm>
  );
}

/** Makes a link with which a member chooses another password, to be handed on by hand. */
export function ResetLink({ member: { userId, name }, onClose }: { member: Member; onClose: () => void }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const make = useMutation(trpc.member.resetLink.mutationOptions());
  return (
    <Dialog title={t('A link for another password')} opened onClose={onClose} width={460}>
      {make.data ? (
        <CopyField
          label={t('Link for {name}', { name })}
          text={make.data.link}
          hint={t('It works once, within a day.')}
        />
      ) : (
        <p className="sentence muted">
          {t(
            'Whoever has the link can sign in as {name}, so give it to nobody else. That you made it is written down under Changes.',
            { name },
          )}
        </p>
      )}
      {make.error && <Band tone="danger">{sentenceOf(make.error)}</Band>}
      <div className="dialog-foot">
        <Button look="quiet" onClick={onClose}>
          {make.data ? t('Done') : t('Cancel')}
        </Button>
        {!make.data && (
          <Button look="primary" busy={make.isPending} onClick={() => make.mutate({ workspaceId, userId })}>
            {t('Make the link')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
