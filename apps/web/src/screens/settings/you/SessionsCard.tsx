import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../../api/failure.ts';
import { useTRPC } from '../../../api/trpc.ts';
import type { Answers } from '../../../api/types.ts';
import { Loaded } from '../../../app/Loaded.tsx';
import { T } from '../../../texts/T.tsx';
import { t, tn } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { SkeletonRows } from '../../../ui/Skeleton.tsx';
import { Badge } from '../../../ui/StatusBadge.tsx';
import { toast } from '../../../ui/toastStore.ts';

type Session = Answers['session']['list'][number];

/** Where this person is signed in: this browser first; each of the others can be ended. */
export function SessionsCard() {
  const trpc = useTRPC();
  const sessions = useQuery(trpc.session.list.queryOptions());
  const reload = useReload();
  const endOthers = useMutation(
    trpc.session.endOthers.mutationOptions({
      onSuccess: async ({ ended }) => {
        toast({ text: tn(ended, 'One sign-in was ended.', '{count} sign-ins were ended.') });
        await reload();
      },
      onError: (error) => toast({ tone: 'danger', text: sentenceOf(error) }),
    }),
  );
  return (
    <section className="card settings-card" aria-labelledby="sessions">
      <div className="settings-row">
        <h2 id="sessions" className="grow">
          {t('Where you are signed in')}
        </h2>
        {(sessions.data?.length ?? 0) > 1 && (
          <Button small look="danger" busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('Sign out everywhere else')}
          </Button>
        )}
      </div>
      <Loaded query={sessions} failed={t('This could not be loaded.')} loading={<SkeletonRows rows={2} />}>
        {(all) => (
          <ul className="people">
            {all.map((session) => (
              <SessionItem key={session.id} session={session} />
            ))}
          </ul>
        )}
      </Loaded>
    </section>
  );
}

function SessionItem({ session: { id, device, address, signedInAt, seenAt, isThis } }: { session: Session }) {
  const trpc = useTRPC();
  const reload = useReload();
  const end = useMutation(
    trpc.session.end.mutationOptions({
      onSuccess: async () => {
        toast({ text: t('{device} is signed out.', { device }) });
        await reload();
      },
      onError: (error) => toast({ tone: 'danger', text: sentenceOf(error) }),
    }),
  );
  const Icon = /iPhone|iPad|Android/.test(device) ? IconDeviceMobile : IconDeviceDesktop;
  return (
    <li>
      <Icon size={20} stroke={1.6} aria-hidden />
      <span className="grow">
        <b>{device}</b>
        <br />
        <span className="small dim">
          <T
            text="Signed in {time}, last seen {time2}"
            time={<RelativeTime at={signedInAt} />}
            time2={<RelativeTime at={seenAt} />}
          />
          {address && t(' from {address}', { address })}
        </span>
      </span>
      {isThis ? (
        <Badge tone="success">{t('This browser')}</Badge>
      ) : (
        <Button
          small
          aria-label={t('Sign out {device}', { device })}
          busy={end.isPending}
          onClick={() => end.mutate({ sessionId: id })}
        >
          {t('Sign out')}
        </Button>
      )}
    </li>
  );
}

function useReload() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: trpc.session.list.queryKey() });
}
