import { t, tn } from '../../texts/t.ts';

/** "1 event", "143 waiting events"; more than are counted is said so. */
export function eventCount(count: number, kind?: 'waiting'): string {
  if (count >= 10_000) return kind ? t('10,000 or more waiting events') : t('10,000 or more events');
  return kind
    ? tn(count, '{count} waiting event', '{count} waiting events')
    : tn(count, '{count} event', '{count} events');
}

/** How far the runs that waited are dealt with; undefined once that is over, though later ones are looked for still. */
export function progressWords(
  { total, done, isDropping }: { total: number; done: number; isDropping: boolean },
  waiting: number,
): string | undefined {
  if (waiting === 0 || done >= total) return undefined;
  const numbers = { events: eventCount(total, 'waiting'), done: done.toLocaleString('en') };
  return isDropping ? t('Dropping {events}: {done} done.', numbers) : t('Processing {events}: {done} done.', numbers);
}
