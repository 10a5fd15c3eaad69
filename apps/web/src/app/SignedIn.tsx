import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { sessionOptions } from './session.ts';

/** Stands above every guarded page: when the session turns out to be over, it leads to the sign-in form and back again. */
export function SignedIn() {
  const { data: session } = useSuspenseQuery(sessionOptions());
  const router = useRouter();
  const isOver = session === null;
  // Once for each end of a session. Following the address here would chase the move to the form itself, for ever.
  useEffect(() => {
    if (!isOver) return;
    router.navigate({ to: '/sign-in', search: { back: router.state.location.href }, replace: true });
  }, [isOver, router]);
  return isOver ? null : <Outlet />;
}
