import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { appFailureOf, sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers, Questions } from '../../api/types.ts';

/** Where a person is sent, or the code they type in elsewhere. */
export type Begun = Answers['oauth']['begin'];
type Connected = Extract<NonNullable<Answers['oauth']['attempt']['outcome']>, { kind: 'connected' }>;

const LOOK_MS = 1_500;

/** Signing in at a provider in another tab, which this page waits for; what was typed here stays. */
export function useSignInElsewhere({ workspaceId, onDone }: { workspaceId: string; onDone(account: Connected): void }) {
  const trpc = useTRPC();
  const [away, setAway] = useState<Begun>();
  const [refused, setRefused] = useState<string>();
  const begin = useMutation(trpc.oauth.begin.mutationOptions());
  const { mutateAsync: look } = useMutation(trpc.oauth.attempt.mutationOptions());

  const end = useEffectEvent((outcome: NonNullable<Answers['oauth']['attempt']['outcome']>) => {
    setAway(undefined);
    if (outcome.kind === 'connected') onDone(outcome);
    else setRefused(outcome.problem);
  });

  useEffect(() => {
    if (away === undefined) return undefined;
    const { attemptId } = away;
    let isOver = false;
    const timer = setInterval(async () => {
      // What fails on the way is asked again.
      const outcome = await look({ workspaceId, attemptId }).then(
        (answer) => answer.outcome,
        () => null,
      );
      if (outcome === null || isOver) return;
      isOver = true;
      end(outcome);
    }, LOOK_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [away, workspaceId, look]);

  return {
    away,
    isBusy: begin.isPending,
    isNotSetUp: appFailureOf(begin.error)?.code === 'sign_in_not_set_up',
    problem: refused ?? (begin.error ? sentenceOf(begin.error) : undefined),
    /** Opens the tab at once: browsers refuse one that is not the answer to a click. */
    start(question: Questions['oauth']['begin'], isCode: boolean) {
      const tab = isCode ? null : window.open('', '_blank');
      setRefused(undefined);
      begin.mutate(question, {
        onSuccess: (begun) => {
          setAway(begun);
          if (tab !== null && 'url' in begun) tab.location.href = begun.url;
        },
        onError: () => tab?.close(),
      });
    },
    giveUp: () => setAway(undefined),
    /** The client has been set up meanwhile. */
    reset: () => begin.reset(),
  };
}
