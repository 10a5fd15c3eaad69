import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { appFailureOf, sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectorRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { toast } from '../../ui/toastStore.ts';

/** Asks before an imported connector is deleted. One that flows still use is kept, and the flows are named. */
export function DeleteConnectorDialog({
  connector,
  opened,
  onClose,
}: {
  connector: ConnectorRow;
  opened: boolean;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { id: workspaceId } = useWorkspace();
  const remove = useMutation(
    trpc.connector.delete.mutationOptions({
      onSuccess: async () => {
        onClose();
        await navigate({ to: '/connectors' });
        await queries.invalidateQueries({ queryKey: trpc.connector.pathKey() });
        toast({ text: t('“{name}” was deleted.', { name: connector.name }) });
      },
    }),
  );
  return (
    <Confirm
      title={t('Delete “{name}”?', { name: connector.name })}
      opened={opened}
      onClose={() => {
        remove.reset();
        onClose();
      }}
      onConfirm={() => remove.mutate({ workspaceId, connector: connector.id })}
      confirm={t('Delete the connector')}
      busy={remove.isPending}
    >
      <p>
        {t('Its {operationCount} steps are no longer offered. It can be added again from the same description.', {
          operationCount: connector.operationCount.toLocaleString('en'),
        })}
      </p>
      {remove.error && (
        <Band tone="danger">
          {sentenceOf(remove.error)} {usedBy(remove.error)}
        </Band>
      )}
    </Confirm>
  );
}

function usedBy(error: unknown): string {
  const details = appFailureOf(error)?.details;
  if (typeof details !== 'object' || details === null || !('flows' in details) || !Array.isArray(details.flows))
    return '';
  const names = details.flows.filter((name): name is string => typeof name === 'string');
  return names.length === 0 ? '' : t('Used by: {names}.', { names: names.join(', ') });
}
