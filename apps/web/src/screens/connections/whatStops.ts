import { t, tn } from '../../texts/t.ts';
import type { Uses } from './useUses.ts';

const DAY = 86_400_000;

/** The flows that fail or wait once the account is gone: those that need it, and those that call them. */
export function stoppedBy({ flows, callers }: Uses): { id: string; name: string; isCaller: boolean }[] {
  const own = flows.filter(({ stops }) => stops).map(({ id, name }) => ({ id, name, isCaller: false }));
  return [...own, ...callers.map(({ id, name }) => ({ id, name, isCaller: true }))];
}

/** Of how many flows something is said: "this flow stops", "these 7 flows stop". */
function stopWords(count: number): string {
  if (count === 0) return t('no flow stops');
  return tn(count, 'this flow stops', 'these {count} flows stop');
}

/** When an account ends and what stops then. Undefined while that is more than 30 days away. Instants in milliseconds since 1970. */
export function forecast(at: { endsAt: number; now: number; zone?: string }, stopping: number): string | undefined {
  const { endsAt, now } = at;
  if (endsAt - now > 30 * DAY) return undefined;
  if (endsAt <= now) return t('It has ended: {stop} until it is connected again.', { stop: stopWords(stopping) });
  return t('Ends {day}: {stop}.', { day: dayWords(at), stop: stopWords(stopping) });
}

/** That an account does not work any more, and since when. */
export function stoppedWords(
  brokenAt: string | undefined,
  { now = Date.now(), zone }: { now?: number; zone?: string } = {},
) {
  if (brokenAt === undefined) return t('It does not work any more.');
  const at = Date.parse(brokenAt);
  const clock = inWords(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone);
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const isToday = inWords(at, day, zone) === inWords(now, day, zone);
  return t('It stopped working {value}at {clock}.', {
    value: isToday ? '' : t('on {in} ', { in: inWords(at, day, zone) }),
    clock,
  });
}

function dayWords({ endsAt, now, zone }: { endsAt: number; now: number; zone?: string }): string {
  const day = (instant: number) => inWords(instant, { year: 'numeric', month: 'numeric', day: 'numeric' }, zone);
  const clock = inWords(endsAt, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone);
  if (day(endsAt) === day(now)) return t('today at {clock}', { clock });
  if (day(endsAt) === day(now + DAY)) return t('tomorrow at {clock}', { clock });
  if (endsAt - now < 6 * DAY) return t('on {in}', { in: inWords(endsAt, { weekday: 'long' }, zone) });
  return t('on {in}', { in: inWords(endsAt, { day: 'numeric', month: 'long' }, zone) });
}

function inWords(instant: number, format: Intl.DateTimeFormatOptions, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', { ...format, timeZone }).format(instant);
}
