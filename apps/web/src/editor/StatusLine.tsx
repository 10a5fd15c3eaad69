import { useSyncExternalStore } from 'react';
import { currentStatus, subscribeToStatus } from './statusLine.ts';

/** Our own polite line for screen readers. */
export function StatusLine() {
  const text = useSyncExternalStore(subscribeToStatus, currentStatus);
  return (
    <div className="sr-only" role="status" aria-live="polite">
      {text}
    </div>
  );
}
