import { t } from '../../texts/t.ts';

/** "1 event", "143 waiting events"; more than are counted is said so. */
export function eventCount(count: number, kind?: 'waiting'): string {
  const number = count >= 10_000 ? t('10,000 or more') : count.toLocaleString('en');
  return [number, kind, count === 1 ? 'event' : 'events'].filter(Boolean).join(' ');
}

/** How far the runs that waited are dealt with; undefined once that is over, though later ones are looked for still. */
export function progressWords(
  { total, done, isDropping }: { total: number; done: number; isDropping: boolean },
  waiting: number,
): string | undefined {
  if (waiting === 0 || done >= total) return undefined;
  const does = isDropping ? t('Dropping') : t('Processing');
  return t('{does} {eventCount}: {done} done.', {
    does,
    eventCount: eventCount(total, 'waiting'),
    done: done.toLocaleString('en'),
  });
}
