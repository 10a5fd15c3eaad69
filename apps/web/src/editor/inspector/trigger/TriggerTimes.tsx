import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../../api/failure.ts';
import { useTRPC } from '../../../api/trpc.ts';
import { Button } from '../../../ui/Button.tsx';
import { Deadline, RelativeTime } from '../../../ui/RelativeTime.tsx';
import { toast } from '../../../ui/toastStore.ts';
import { useSession } from '../../useEditor.ts';

const AGAIN_MS = 5_000;

/** When the live version's trigger last looked or came round, and when it does next; nothing of one that is not live. */
export function TriggerTimes({ stepId }: { stepId: string }) {
  const { flowId, role } = useSession();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const states = useQuery(trpc.flow.listTriggers.queryOptions({ flowId }, { refetchInterval: AGAIN_MS }));
  const look = useMutation(
    trpc.flow.lookNow.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.flow.listTriggers.queryKey({ flowId }) }),
      onError: (error) => toast({ text: sentenceOf(error), tone: 'danger' }),
    }),
  );
  const state = states.data?.find((trigger) => trigger.stepId === stepId);
  if (state === undefined) return null;
  const { kind, lastAt, nextAt } = state;
  const isPoll = kind === 'poll';
  return (
    <section className="listen" aria-label="The live version">
      <div className="row">
        <p className="help grow">
          {isPoll ? 'Last look: ' : 'Last time: '}
          {lastAt === null ? 'not yet' : <RelativeTime at={lastAt} />}.{' '}
          {nextAt === null ? 'The flow is off.' : <NextOne isPoll={isPoll} at={nextAt} />}
        </p>
        {isPoll && nextAt !== null && role !== 'viewer' && (
          <Button small busy={look.isPending} onClick={() => look.mutate({ flowId, stepId })}>
            Look now
          </Button>
        )}
      </div>
    </section>
  );
}

function NextOne({ isPoll, at }: { isPoll: boolean; at: string }) {
  if (Date.parse(at) <= Date.now()) return isPoll ? 'It looks now.' : 'It starts now.';
  return (
    <>
      {isPoll ? 'Next look ' : 'Next time '}
      <Deadline at={at} />.
    </>
  );
}
