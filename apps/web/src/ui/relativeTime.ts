import { t } from '../texts/t.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long ago an instant was, in the words of the lists: "now", "4 min ago", "2 h ago", "yesterday 08:00",
 * "Mon 08:00" within six days, then "14 Oct" and "14 Oct 2025". Both in milliseconds since 1970.
 */
export function relativeTime(at: number, now: number, zone?: string): string {
  const ago = now - at;
  if (ago >= 0 && ago < MINUTE) return t('now');
  if (ago >= 0 && ago < HOUR) return t('{floor} min ago', { floor: Math.floor(ago / MINUTE) });
  const days = dayNumber(now, zone) - dayNumber(at, zone);
  if (ago >= 0 && ago < 6 * HOUR && days === 0) return t('{floor} h ago', { floor: Math.floor(ago / HOUR) });
  const clock = part(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone);
  if (days === 0) return t('today {clock}', { clock });
  if (days === 1) return t('yesterday {clock}', { clock });
  if (days === -1) return t('tomorrow {clock}', { clock });
  if (days > 1 && days < 7) return `${part(at, { weekday: 'short' }, zone)} ${clock}`;
  const date = `${part(at, { day: 'numeric' }, zone)} ${part(at, { month: 'short' }, zone)}`;
  const year = part(at, { year: 'numeric' }, zone);
  return year === part(now, { year: 'numeric' }, zone) ? date : `${date} ${year}`;
}

/** When an instant to come is: "today 14:05", "tomorrow 09:00", then "Tue 24 Nov 09:00". Both in milliseconds since 1970. */
export function timeAhead(at: number, now: number, zone?: string): string {
  if (dayNumber(now, zone) - dayNumber(at, zone) >= -1) return relativeTime(at, now, zone);
  const day = `${part(at, { weekday: 'short' }, zone)} ${part(at, { day: 'numeric' }, zone)} ${part(at, { month: 'short' }, zone)}`;
  return `${day} ${part(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone)}`;
}

/** The exact instant in the reader's zone, to the second: "Mon 23 Nov 2026, 08:00:04". */
export function exactTime(at: number, zone?: string): string {
  const day = part(at, { weekday: 'short' }, zone);
  const date = `${part(at, { day: 'numeric' }, zone)} ${part(at, { month: 'short' }, zone)} ${part(at, { year: 'numeric' }, zone)}`;
  return `${day} ${date}, ${part(at, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }, zone)}`;
}

/** How long something took: "under 1 ms", "84 ms", "1.2 s", "48 s", "3 min 4 s", "2 h 5 min". */
export function durationText(ms: number): string {
  if (ms < 1) return t('under 1 ms');
  if (ms < 1_000) return t('{round} ms', { round: Math.round(ms) });
  // From here on one decimal would round to 10.0.
  if (ms < 9_950) return t('{value} s', { value: (ms / 1_000).toFixed(1) });
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return t('{seconds} s', { seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return join(minutes, 'min', seconds % 60, 's');
  return join(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function join(...parts: readonly [number, string, number, string]): string {
  const [large, largeUnit, small, smallUnit] = parts;
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

function part(at: number, options: Intl.DateTimeFormatOptions, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone }).format(at);
}

function dayNumber(at: number, zone?: string): number {
  const [year = '', month = '', day = ''] = new Intl.DateTimeFormat('en-CA', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone: zone,
  })
    .format(at)
    .split('-');
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY;
}
