import type { FieldSchema } from '@patchbay/connector';
import { pureOperation } from '../../values/pureOperation.ts';
import { dateField, momentIn, zoneField, zoneIn } from '../moment.ts';
import { languageField, languageIn, namesIn } from '../names.ts';

const whole = (title: string, description?: string): FieldSchema => ({
  type: 'integer',
  title,
  ...(description === undefined ? {} : { description }),
});

/** The year, the weekday and the other parts of a date. */
export const dateParts = pureOperation({
  title: 'Parts of a date',
  description: 'Gives the year, month, weekday, week and other parts of a date, each on its own.',
  group: 'Work out',
  keywords: [
    'year',
    'month',
    'day',
    'weekday',
    'weekend',
    'week number',
    'quarter',
    'hour',
    'unix',
    'timestamp',
    'date',
  ],
  fields: { date: dateField, zone: zoneField, language: languageField },
  required: ['date'],
  gives: {
    year: whole('Year'),
    month: whole('Month', '1 for January.'),
    monthName: { type: 'string', title: 'Name of the month' },
    day: whole('Day of the month'),
    weekday: whole('Weekday', '1 for Monday, 7 for Sunday.'),
    weekdayName: { type: 'string', title: 'Name of the weekday' },
    isWeekend: { type: 'boolean', title: 'Weekend', description: 'Whether it is a Saturday or Sunday.' },
    hour: whole('Hour'),
    minute: whole('Minute'),
    second: whole('Second'),
    week: whole('Week', 'By ISO 8601: the first is that of the first Thursday.'),
    weekYear: whole('Year of the week', 'The year this week belongs to.'),
    quarter: whole('Quarter'),
    dayOfYear: whole('Day of the year'),
    daysInMonth: whole('Days in the month'),
    unix: whole('Seconds since 1970'),
  },
  sample: {
    year: 2026,
    month: 3,
    monthName: 'March',
    day: 1,
    weekday: 7,
    weekdayName: 'Sunday',
    isWeekend: true,
    hour: 9,
    minute: 30,
    second: 0,
    week: 9,
    weekYear: 2026,
    quarter: 1,
    dayOfYear: 60,
    daysInMonth: 31,
    unix: 1_772_353_800,
  },
  perform: (input) => {
    const { zoned } = momentIn(input, { name: 'date', title: 'Date', zone: zoneIn(input) });
    const { months, days } = namesIn(languageIn(input));
    const { year, month, day, dayOfWeek, hour, minute, second, dayOfYear, daysInMonth } = zoned;
    return {
      year,
      month,
      monthName: months[month - 1] ?? '',
      day,
      weekday: dayOfWeek,
      weekdayName: days[dayOfWeek - 1] ?? '',
      isWeekend: dayOfWeek > 5,
      hour,
      minute,
      second,
      week: zoned.weekOfYear ?? 0,
      weekYear: zoned.yearOfWeek ?? year,
      quarter: Math.ceil(month / 3),
      dayOfYear,
      daysInMonth,
      unix: Math.floor(zoned.epochMilliseconds / 1_000),
    };
  },
});
