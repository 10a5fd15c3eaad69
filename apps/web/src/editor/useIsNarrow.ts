import { useSyncExternalStore } from 'react';

const PHONE = '(max-width: 639px)';

/** Whether the window is as narrow as a phone. */
export function isNarrow(): boolean {
  return matchMedia(PHONE).matches;
}

/** The same, and drawn again when the window is turned or resized. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow);
}

function subscribe(listener: () => void): () => void {
  const query = matchMedia(PHONE);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
