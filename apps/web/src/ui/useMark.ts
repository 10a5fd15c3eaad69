import type { TablerIcon } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';

type MarkOf = (name: string) => TablerIcon | undefined;

// The drawings of many apps, which most pages do without: they come when the first tile wants one, and then for all.
let marks: MarkOf | undefined;
let isAskedFor = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!isAskedFor) void load();
  return () => listeners.delete(listener);
}

async function load(): Promise<void> {
  isAskedFor = true;
  try {
    marks = (await import('./brandMarks.ts')).markOf;
  } catch {
    // Without them tiles show letters, which says as much; a later tile asks again.
    marks = () => undefined;
    isAskedFor = false;
  }
  for (const listener of listeners) listener();
}

/** The mark of an app; `null` while it is fetched, undefined where there is none. */
export function useMark(name: string): TablerIcon | null | undefined {
  const markOf = useSyncExternalStore(subscribe, () => marks);
  return markOf === undefined ? null : markOf(name);
}
