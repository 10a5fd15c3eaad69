import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { toast } from '../../ui/toastStore.ts';
import type { OperationHit } from './useGallery.ts';

export type StartingStep = Pick<OperationHit, 'connector' | 'version' | 'operation' | 'title' | 'kind'>;

/** The way from the gallery into the builder: a new flow with one step. */
export function useStartFlow() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { id: workspaceId } = useWorkspace();
  const onError = (error: unknown) =>
    toast({ tone: 'danger', text: t('No flow was made. {sentence}', { sentence: sentenceOf(error) }) });
  const made = useMutation(trpc.flow.create.mutationOptions({ onError }));
  const open = async (id: string, step?: string) => {
    await queries.invalidateQueries({ queryKey: trpc.flow.list.pathKey() });
    await navigate({ to: '/flows/$flowId', params: { flowId: id }, search: { step } });
  };
  return {
    busy: made.isPending,
    async withStep(start: StartingStep) {
      // Brought only when asked for: with it comes the whole language of flows.
      const { flowWith } = await import('./flowWith.ts');
      const { step, ...flow } = flowWith(start);
      made.mutate({ workspaceId, ...flow }, { onSuccess: ({ id }) => open(id, step) });
    },
  };
}
