import { Cron } from 'croner';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { cronWords } from './cronWords.ts';

it.each([
  ['0 9 * * 1-5', 'At 09:00 on working days'],
  ['* * * * *', 'Every minute'],
  ['*/15 * * * *', 'Every 15 minutes'],
  ['*/15 9-17 * * mon-fri', 'Every 15 minutes in the hours 9 to 17 on working days'],
  ['0 * * * *', 'Every hour'],
  ['5 */2 * * *', 'Every 2 hours at minute 5'],
  ['30 8,20 * * *', 'At 08:30 and 20:30 every day'],
  ['0 6 1,15 * *', 'At 06:00 on the 1st and 15th of the month'],
  ['0 6 L * *', 'At 06:00 on the last day of the month'],
  ['0 6 22 dec *', 'At 06:00 on the 22nd in December'],
  ['0 0 1 1,7 *', 'At 00:00 on the 1st in January and July'],
  ['0 9 * * 0,6', 'At 09:00 on Saturdays and Sundays'],
  ['0 9 1 * 1', 'At 09:00 on the 1st of the month and on Mondays'],
  ['0 9 */16 * 1', 'At 09:00 on the 1st and 17th of the month where these are Mondays'],
  ['1,2,4 0-6,22 * * *', 'At minutes 1, 2 and 4 of the hours 0 to 6 and 22 every day'],
])('%s is said as %s', (cron, words) => {
  expect(cronWords(cron)).toBe(words);
});

it.each(['', '0 9 * *', '61 9 * * *', 'daily'])('has no words for %j', (text) => {
  expect(cronWords(text)).toBeUndefined();
});

const YEAR = { from: Date.UTC(2026, 0, 1) - 1, to: Date.UTC(2027, 0, 1) };

/** When it happens in a year, by an independent opinion. */
function happenings(cron: string): Date[] {
  const found: Date[] = [];
  for (const at of new Cron(cron, { timezone: 'UTC', mode: '5-part', paused: true }).enumerate(new Date(YEAR.from))) {
    if (at.getTime() >= YEAR.to) break;
    found.push(at);
  }
  return found;
}

const unique = (values: string[]) => [...new Set(values)].toSorted();
const some = (from: number, to: number, most: number) =>
  fc.uniqueArray(fc.integer({ min: from, max: to }), { minLength: 1, maxLength: most });
const SHORT = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

// From 1 on: what begins at 0 may be a pace, which has no times to compare.
it('says the times and days of the week at which it happens, and no others', () => {
  fc.assert(
    fc.property(some(1, 59, 2), some(1, 23, 3), some(0, 6, 6), (minutes, hours, weekdays) => {
      const cron = `${minutes.join()} ${hours.join()} * * ${weekdays.join()}`;
      const words = cronWords(cron)?.replace('working days', 'Mon Tue Wed Thu Fri') ?? '';
      const found = happenings(cron);
      expect(unique(words.match(/\d\d:\d\d/g) ?? [])).toEqual(
        unique(found.map((at) => at.toISOString().slice(11, 16))),
      );
      expect(unique(words.match(/Sun|Mon|Tue|Wed|Thu|Fri|Sat/g) ?? [])).toEqual(
        unique(found.map((at) => SHORT[at.getUTCDay()] ?? '')),
      );
    }),
    { numRuns: 60 },
  );
});

it('says the days and months at which it happens, and no others', () => {
  fc.assert(
    fc.property(some(1, 28, 5), some(1, 12, 4), (days, months) => {
      const cron = `0 9 ${days.join()} ${months.join()} *`;
      const words = cronWords(cron) ?? '';
      const found = happenings(cron);
      const nth = [...words.matchAll(/(\d+)(?:st|nd|rd|th)/g)].map(([, day]) => day ?? '');
      expect(unique(nth)).toEqual(unique(found.map((at) => String(at.getUTCDate()))));
      const named = words.match(/[A-Z][a-z]+(?=,| and|$)/g) ?? [];
      const month = (at: Date) => at.toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' });
      expect(unique(named)).toEqual(unique(found.map(month)));
    }),
    { numRuns: 60 },
  );
});
