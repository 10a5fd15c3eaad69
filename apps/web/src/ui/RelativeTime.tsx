import { Tooltip } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { exactTime, relativeTime, timeAhead } from './relativeTime.ts';

let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

// One clock for all instants on a page, ticking only while one is shown.
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!timer) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const tell of listeners) tell();
    }, 20_000);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** How long ago, kept current; the exact instant on hover. `at` is an ISO string or milliseconds since 1970. */
export function RelativeTime({ at }: { at: string | number }) {
  const current = useSyncExternalStore(subscribe, () => now);
  const instant = new Date(at);
  return (
    <Tooltip label={exactTime(instant.getTime())}>
      <time dateTime={instant.toISOString()}>
        {relativeTime(instant.getTime(), Math.max(current, instant.getTime()))}
      </time>
    </Tooltip>
  );
}

/** A moment to come, as "today 14:05", "tomorrow 09:00" or "Tue 24 Nov 09:00". The exact one on hover. */
export function Deadline({ at }: { at: string | number }) {
  const current = useSyncExternalStore(subscribe, () => now);
  const instant = new Date(at);
  return (
    <Tooltip label={exactTime(instant.getTime())}>
      <time dateTime={instant.toISOString()}>{timeAhead(instant.getTime(), current)}</time>
    </Tooltip>
  );
}
