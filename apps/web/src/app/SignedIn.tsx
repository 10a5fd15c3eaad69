import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { sessionOptions } from './session.ts';

// Rare: whoever left their last workspace.
const NoWorkspace = lazy(() =>
  import('../screens/signIn/NoWorkspace.tsx').then((module) => ({ default: module.NoWorkspace })),
);

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
  if (session?.workspaces.length === 0) {
    return (
      <Suspense>
        <NoWorkspace />
      </Suspense>
    );
  }
  return isOver ? null : <Outlet />;
}
