import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { toast } from '../../ui/toastStore.ts';

export type Home = Answers['home']['get'];
export type Example = NonNullable<Home['example']>;
export type Picture = Example['picture'];

const LOOK_MS = 400;
const unfinished: ReadonlySet<string> = new Set(['running', 'waiting']);

/** The first page's data; asked again and again while the example runs. */
export function useHome() {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  return useQuery(
    trpc.home.get.queryOptions(
      { workspaceId },
      {
        staleTime: 0,
        refetchInterval: ({ state }) => (unfinished.has(state.data?.example?.run?.status ?? '') ? LOOK_MS : false),
      },
    ),
  );
}

/** What can be done with the first page: run its example, bring it back, leave its lessons out. */
export function useHomeDeeds() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const onSuccess = async () => {
    await queries.invalidateQueries({ queryKey: trpc.home.pathKey() });
    void queries.invalidateQueries({ queryKey: trpc.flow.list.pathKey() });
  };
  const say = (title: string) => (error: unknown) => toast({ tone: 'danger', text: `${title} ${sentenceOf(error)}` });
  const ran = useMutation(
    trpc.home.runExample.mutationOptions({ onSuccess, onError: say(t('The example did not run.')) }),
  );
  const brought = useMutation(
    trpc.home.bringBack.mutationOptions({ onSuccess, onError: say(t('The example did not come back.')) }),
  );
  const hidden = useMutation(trpc.home.hide.mutationOptions({ onSuccess, onError: say(t('Nothing was changed.')) }));
  return {
    run: () => ran.mutate({ workspaceId }),
    isStarting: ran.isPending,
    bringBack: () => brought.mutate({ workspaceId }),
    isComing: brought.isPending,
    hide: (isHidden: boolean) => hidden.mutate({ workspaceId, isHidden }),
  };
}
