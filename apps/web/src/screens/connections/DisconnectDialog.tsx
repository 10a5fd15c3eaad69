import { useMutation, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectionRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { Band } from '../../ui/Band.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { toast } from '../../ui/toastStore.ts';

/** Asks before an account is disconnected and says what that means for flows. */
export function DisconnectDialog({ connection, onClose }: { connection: ConnectionRow; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const remove = useMutation(
    trpc.connection.delete.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.connection.pathKey() });
        toast({ text: `“${connection.name}” is disconnected.` });
        onClose();
      },
    }),
  );
  return (
    <Confirm
      title={`Disconnect “${connection.name}”?`}
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ workspaceId, connectionId: connection.id })}
      confirm="Disconnect"
      busy={remove.isPending}
    >
      <p>Its secret is deleted here. Runs that need it wait until another account is connected in its place.</p>
      <p>The account itself, at the other side, stays as it is.</p>
      {remove.error && <Band tone="danger">{sentenceOf(remove.error)}</Band>}
    </Confirm>
  );
}
