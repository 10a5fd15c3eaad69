/// <reference lib="esnext.temporal" />
import { capitalLabels } from '../../values/capitalLabels.ts';
import { choiceIn, wholeNumberIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { dateField, dateGiven, dateSample, given, momentIn, withinRange, zoneField, zoneIn } from '../moment.ts';

const units = ['minutes', 'hours', 'days', 'workdays', 'weeks', 'months', 'years'] as const;
const MOST = 1_000_000;

/** A date so much later or earlier. */
export const shiftDate = pureOperation({
  title: 'Add to a date',
  description: 'Gives the date so many minutes, days, workdays or months later, or earlier for a number below zero.',
  group: 'Work out',
  keywords: ['date', 'time', 'plus', 'minus', 'subtract', 'later', 'earlier', 'due', 'working days', 'business days'],
  fields: {
    date: dateField,
    amount: {
      type: 'integer',
      title: 'How many',
      description: 'Below zero to go back.',
      minimum: -MOST,
      maximum: MOST,
      default: 1,
      'x-patchbay-basic': true,
    },
    unit: {
      type: 'string',
      title: 'Unit',
      description: 'Workdays are Monday to Friday; holidays count as workdays.',
      enum: units,
      default: 'days',
      'x-patchbay-basic': true,
      'x-patchbay-labels': capitalLabels(units),
    },
    zone: zoneField,
  },
  required: ['date'],
  gives: dateGiven,
  sample: dateSample,
  perform: (input) => {
    const { zoned, isDay } = momentIn(input, { name: 'date', title: 'Date', zone: zoneIn(input) });
    const amount = wholeNumberIn(input, { name: 'amount', title: 'How many', min: -MOST, max: MOST, fallback: 1 });
    const unit = choiceIn(input, { name: 'unit', title: 'Unit', choices: units, fallback: 'days' });
    const days = unit === 'workdays' ? daysOf(zoned.dayOfWeek, amount) : 0;
    return withinRange(() => given({ zoned: zoned.add(unit === 'workdays' ? { days } : { [unit]: amount }), isDay }));
  },
});

/** How many days so many workdays are from this day of the week, Monday being 1. From a weekend the next workday is the first. */
function daysOf(dayOfWeek: number, workdays: number): number {
  const step = Math.sign(workdays);
  let days = Math.trunc(workdays / 5) * 7;
  let day = dayOfWeek;
  let left = Math.abs(workdays % 5);
  // Whole weeks lead from a Saturday to a Saturday: the last workday of them is the Friday before, or the Monday after.
  if (left === 0 && workdays !== 0 && day > 5) return days - (step > 0 ? day - 5 : day - 8);
  while (left > 0) {
    days += step;
    day = ((day - 1 + step + 7) % 7) + 1;
    if (day <= 5) left -= 1;
  }
  return days;
}
