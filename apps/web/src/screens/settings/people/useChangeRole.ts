import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../../api/failure.ts';
import { useTRPC } from '../../../api/trpc.ts';
import { type RoleName, roleWords } from '../../../app/roleWords.ts';
import { useWorkspace } from '../../../app/session.ts';
import { t } from '../../../texts/t.ts';
import { toast } from '../../../ui/toastStore.ts';

/** Gives a member another role; says so, and offers to undo it. */
export function useChangeRole() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const { mutate } = useMutation(
    trpc.member.changeRole.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.workspace.members.queryKey() }),
      onError: (error) =>
        toast({ tone: 'danger', text: t('The role stays as it was. {sentence}', { sentence: sentenceOf(error) }) }),
    }),
  );
  return ({ userId, name, role: before }: { userId: string; name: string; role: RoleName }, role: RoleName) => {
    const undo = () => mutate({ workspaceId, userId, role: before });
    mutate(
      { workspaceId, userId, role },
      {
        onSuccess: () =>
          toast({
            text: t('{name} is now {name2}.', { name, name2: roleWords[role].name.toLowerCase() }),
            action: { label: t('Undo'), onSelect: undo },
          }),
      },
    );
  };
}
