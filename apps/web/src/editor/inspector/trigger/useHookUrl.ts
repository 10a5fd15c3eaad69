import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../../api/trpc.ts';
import { useSession } from '../../useEditor.ts';

/** The address of a webhook step; undefined until the draft with it has been saved. */
export function useHookUrl(stepId: string): string | undefined {
  const { flowId } = useSession();
  const trpc = useTRPC();
  const flow = useQuery(
    trpc.flow.get.queryOptions(
      { flowId },
      { select: ({ hooks }) => hooks, refetchInterval: ({ state }) => (hasHook(state.data, stepId) ? false : 1_500) },
    ),
  );
  return flow.data?.find((hook) => hook.stepId === stepId)?.url;
}

function hasHook(data: { hooks: readonly { stepId: string }[] } | undefined, stepId: string): boolean {
  return data?.hooks.some((hook) => hook.stepId === stepId) ?? false;
}
