import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../../api/trpc.ts';
import { t } from '../../../texts/t.ts';
import { Band } from '../../../ui/Band.tsx';
import { useSession } from '../../useEditor.ts';

const AGAIN_MS = 15_000;

/** Why the live version could not look for something new the last time; nothing while it can. */
export function LookTrouble({ stepId }: { stepId: string }) {
  const { flowId } = useSession();
  const trpc = useTRPC();
  const error = useQuery(
    trpc.flow.get.queryOptions(
      { flowId },
      {
        select: ({ pollErrors }) => pollErrors.find((poll) => poll.stepId === stepId)?.error,
        refetchInterval: AGAIN_MS,
      },
    ),
  );
  if (error.data === undefined) return null;
  return (
    <Band tone="danger">
      {t('{data} Nothing is lost: what is new starts the flow when the next look succeeds.', { data: error.data })}
    </Band>
  );
}
