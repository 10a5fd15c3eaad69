import type { ScheduleRule } from './rule.ts';

/** What a schedule step gives to the flow, for the occurrence at `occursAt` (ms since 1970). */
export function schedulePayload(
  { zone }: Pick<ScheduleRule, 'zone'>,
  { occursAt, missed }: { occursAt: number; missed: number },
): { scheduledAt: string; date: string; time: string; zone: string; missed: number } {
  // The Swedish way to write a date is ISO 8601.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const [date = '', time = ''] = format.format(occursAt).split(' ');
  return { scheduledAt: new Date(occursAt).toISOString().replace('.000Z', 'Z'), date, time, zone, missed };
}
