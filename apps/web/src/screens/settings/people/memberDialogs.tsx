import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../../api/failure.ts';
import { useTRPC } from '../../../api/trpc.ts';
import { useWorkspace } from '../../../app/session.ts';
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
        toast({ text: `${name} is no longer in the workspace.` });
        await queries.invalidateQueries({ queryKey: trpc.workspace.members.queryKey() });
      },
      onError: (error) => {
        onClose();
        toast({ tone: 'danger', text: `${name} is still in. ${sentenceOf(error)}` });
      },
    }),
  );
  return (
    <Confirm
      title={`Remove ${name}?`}
      opened={opened}
      onClose={onClose}
      onConfirm={() => remove.mutate({ workspaceId, userId })}
      confirm="Remove"
      busy={remove.isPending}
    >
      At once, {name} sees nothing of this workspace any more. Flows and accounts they made stay and go on.
    </Confirm>
  );
}

/** Makes a link with which a member chooses another password, to be handed on by hand. */
export function ResetLink({ member: { userId, name }, onClose }: { member: Member; onClose: () => void }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const make = useMutation(trpc.member.resetLink.mutationOptions());
  return (
    <Dialog title="A link for another password" opened onClose={onClose} width={460}>
      {make.data ? (
        <CopyField label={`Link for ${name}`} text={make.data.link} hint="It works once, within a day." />
      ) : (
        <p className="sentence muted">
          Whoever has the link can sign in as {name}, so give it to nobody else. That you made it is written down under
          Changes.
        </p>
      )}
      {make.error && <Band tone="danger">{sentenceOf(make.error)}</Band>}
      <div className="dialog-foot">
        <Button look="quiet" onClick={onClose}>
          {make.data ? 'Done' : 'Cancel'}
        </Button>
        {!make.data && (
          <Button look="primary" busy={make.isPending} onClick={() => make.mutate({ workspaceId, userId })}>
            Make the link
          </Button>
        )}
      </div>
    </Dialog>
  );
}
