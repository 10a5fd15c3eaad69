/// <reference lib="esnext.temporal" />
import { capitalLabels } from '../../values/capitalLabels.ts';
import { choiceIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { dateField, dateGiven, dateSample, given, momentIn, withinRange, zoneField, zoneIn } from '../moment.ts';

const periods = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
const edges = ['start', 'lastDay', 'next'] as const;

/** Where the period a date lies in begins or ends. */
export const edgeOfPeriod = pureOperation({
  title: 'Start or end of a period',
  description:
    'Gives the first moment of the day, week, month, quarter or year a date lies in, its last day or the next.',
  group: 'Work out',
  keywords: [
    'round',
    'truncate',
    'first day',
    'last day',
    'beginning',
    'month end',
    'week',
    'quarter',
    'date',
    'start of',
  ],
  fields: {
    date: dateField,
    period: {
      type: 'string',
      title: 'Period',
      description: 'The period that the date lies in.',
      enum: periods,
      default: 'month',
      'x-patchbay-basic': true,
      'x-patchbay-labels': capitalLabels(periods),
    },
    edge: {
      type: 'string',
      title: 'Give',
      description: 'Its first moment, or its last.',
      enum: edges,
      default: 'start',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { start: 'Its start', lastDay: 'Its last day', next: 'The start of the next one' },
    },
    zone: zoneField,
    week: {
      'x-patchbay-when': { field: 'period', is: ['week'] },
      'x-patchbay-basic': true,
      type: 'string',
      title: 'A week begins on',
      description: 'For weeks: the day they begin on.',
      enum: ['monday', 'sunday'],
      default: 'monday',
      'x-patchbay-labels': { monday: 'Monday', sunday: 'Sunday' },
    },
  },
  required: ['date'],
  gives: dateGiven,
  sample: dateSample,
  perform: (input) => {
    const { zoned, isDay } = momentIn(input, { name: 'date', title: 'Date', zone: zoneIn(input) });
    const period = choiceIn(input, { name: 'period', title: 'Period', choices: periods, fallback: 'month' });
    const edge = choiceIn(input, { name: 'edge', title: 'Give', choices: edges, fallback: 'start' });
    const weeks = ['monday', 'sunday'] as const;
    const week = choiceIn(input, { name: 'week', title: 'A week begins on', choices: weeks, fallback: 'monday' });
    return withinRange(() => {
      const start = startOf(zoned, period, week);
      if (edge === 'start') return given({ zoned: start, isDay });
      const next = start.add(period === 'quarter' ? { months: 3 } : { [`${period}s`]: 1 });
      if (edge === 'next') return given({ zoned: next, isDay });
      return given({ zoned: next.subtract({ nanoseconds: 1 }).startOfDay(), isDay: true });
    });
  },
});

function startOf(...[date, period, week]: [Temporal.ZonedDateTime, (typeof periods)[number], 'monday' | 'sunday']) {
  const day = date.startOfDay();
  switch (period) {
    case 'hour':
      return date.round({ smallestUnit: 'hour', roundingMode: 'floor' });
    case 'day':
      return day;
    case 'week':
      return day.subtract({ days: week === 'monday' ? date.dayOfWeek - 1 : date.dayOfWeek % 7 }).startOfDay();
    case 'month':
      return day.with({ day: 1 }).startOfDay();
    case 'quarter':
      return day.with({ day: 1, month: date.month - ((date.month - 1) % 3) }).startOfDay();
    case 'year':
      return day.with({ day: 1, month: 1 }).startOfDay();
  }
}
