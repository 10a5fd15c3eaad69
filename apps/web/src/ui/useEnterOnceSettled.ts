import { useEffect, useEffectEvent, useRef } from 'react';

/**
 * Enter over a list that is still being looked up: it waits for the answer to what was typed, and takes the line that is chosen
 * then. Without that, who types fast takes what stood there for the letters before, or nothing. `forget`: for typing on and moving.
 */
export function useEnterOnceSettled(isSettled: boolean, take: () => void): { enter(): void; forget(): void } {
  const isAwaited = useRef(false);
  const takeNow = useEffectEvent(take);
  useEffect(() => {
    if (!isSettled || !isAwaited.current) return;
    isAwaited.current = false;
    takeNow();
  }, [isSettled]);
  return {
    enter() {
      if (isSettled) take();
      else isAwaited.current = true;
    },
    forget() {
      isAwaited.current = false;
    },
  };
}

/** Whether a query has answered to what was asked last; without a connection, what is there is all that comes. */
export function hasAnswered(query: { isPending: boolean; isPlaceholderData: boolean; fetchStatus: string }): boolean {
  return query.fetchStatus !== 'fetching' || !(query.isPending || query.isPlaceholderData);
}
