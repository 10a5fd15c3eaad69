import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { type KeptPlace, keepPlace } from './keptPlace.ts';

/** Keeps how the builder is left, by a link or by loading the page anew. */
export function useKeepPlace(now: () => KeptPlace): void {
  const router = useRouter();
  const keep = useEffectEvent((state: unknown) => keepPlace(state, now()));
  useEffect(() => {
    const release = router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
      if (pathChanged && fromLocation !== undefined) keep(fromLocation.state);
    });
    const onHide = () => keep(history.state);
    window.addEventListener('pagehide', onHide);
    return () => {
      release();
      window.removeEventListener('pagehide', onHide);
    };
  }, [router]);
}
