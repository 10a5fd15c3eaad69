import type { Json } from '@patchbay/expression';
import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { toast } from '../../ui/toastStore.ts';
import { useSession } from '../useEditor.ts';

const STALE_MS = 30_000;
const NONE: ReadonlyMap<string, unknown> = new Map();

/** Which steps of the open flow have a pinned output. */
export function usePinnedSteps(): ReadonlySet<string> {
  const { flowId } = useSession();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.sample.list.queryOptions({ flowId }, { staleTime: STALE_MS }));
  return useMemo(() => new Set((data ?? []).filter(({ isPin }) => isPin).map(({ stepId }) => stepId)), [data]);
}

/** What is pinned to the steps of the open flow, as far as it is here. */
export function usePinnedOutputs(): ReadonlyMap<string, unknown> {
  const { flowId } = useSession();
  const trpc = useTRPC();
  const steps = usePinnedSteps();
  // The same function, so that the same outputs are the same object.
  const combine = useCallback(
    (results: readonly { data: { value: unknown } | undefined }[]): ReadonlyMap<string, unknown> =>
      steps.size === 0
        ? NONE
        : new Map(
            [...steps].flatMap((step, at) => (results[at]?.data ? [[step, results[at].data.value] as const] : [])),
          ),
    [steps],
  );
  return useQueries({
    queries: [...steps].map((stepId) =>
      trpc.sample.get.queryOptions({ flowId, stepId, isPin: true }, { staleTime: STALE_MS }),
    ),
    combine,
  });
}

type Kept = { stepId: string; isPin: boolean; name?: string };

/** Keeps and deletes samples of the open flow, and says so where that is refused. */
export function useKeepSample() {
  const { flowId } = useSession();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const after = {
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.sample.pathKey() }),
    onError: (error: unknown) => toast({ text: sentenceOf(error), tone: 'danger' }),
  };
  const set = useMutation(trpc.sample.set.mutationOptions(after));
  const remove = useMutation(trpc.sample.delete.mutationOptions(after));
  return {
    isBusy: set.isPending || remove.isPending,
    keep: (sample: Kept & { value: unknown }, onKept?: () => void) =>
      set.mutate({ flowId, ...sample }, { onSuccess: () => onKept?.() }),
    remove: (sample: Kept) => remove.mutate({ flowId, ...sample }),
  };
}

/** The named samples of a step, and the value of one of them once it is asked for. */
export function useNamedSamples(stepId: string | undefined, chosen: string | undefined) {
  const { flowId } = useSession();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.sample.list.queryOptions({ flowId }, { staleTime: STALE_MS }));
  const names = (data ?? []).filter((row) => !row.isPin && row.stepId === stepId).map(({ name }) => name);
  const isThere = stepId !== undefined && chosen !== undefined && names.includes(chosen);
  const value = useQuery(
    trpc.sample.get.queryOptions(
      { flowId, stepId: stepId ?? '', isPin: false, name: chosen ?? '' },
      { enabled: isThere, staleTime: STALE_MS },
    ),
  );
  // Written as JSON by the same screen.
  return { names, value: isThere ? (value.data?.value as Json | undefined) : undefined };
}
