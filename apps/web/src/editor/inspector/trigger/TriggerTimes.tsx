import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../../api/failure.ts';
import { useTRPC } from '../../../api/trpc.ts';
import { T } from '../../../texts/T.tsx';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { Deadline, RelativeTime } from '../../../ui/RelativeTime.tsx';
import { toast } from '../../../ui/toastStore.ts';
import { useNow } from '../../runOverlay/useNow.ts';
import { useSession } from '../../useEditor.ts';

const AGAIN_MS = 5_000;

/**
 * When the live version's trigger last looked or came round, and when it looks next; nothing of one that is not live. When
 * a schedule comes round next stands above it, on the clocks of its zone.
 */
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
    <section className="listen" aria-label={t('The live version')}>
      <div className="row">
        <p className="help grow">
          {isPoll ? t('Last look: ') : t('Last time: ')}
          {lastAt === null ? t('not yet') : <RelativeTime at={lastAt} />}.{' '}
          {nextAt === null ? t('The flow is off.') : isPoll && <NextLook at={nextAt} />}
        </p>
        {isPoll && nextAt !== null && role !== 'viewer' && (
          <Button small busy={look.isPending} onClick={() => look.mutate({ flowId, stepId })}>
            {t('Look now')}
          </Button>
        )}
      </div>
    </section>
  );
}

function NextLook({ at }: { at: string }) {
  const now = useNow(true);
  if (Date.parse(at) <= now) return t('It looks now.');
  return <T text="Next look {time}." time={<Deadline at={at} />} />;
}
