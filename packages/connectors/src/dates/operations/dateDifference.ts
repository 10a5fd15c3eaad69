/// <reference lib="esnext.temporal" />
import { capitalLabels } from '../../values/capitalLabels.ts';
import { choiceIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { dateField, momentIn, withinRange, zoneField, zoneIn } from '../moment.ts';

const units = ['seconds', 'minutes', 'hours', 'days', 'weeks', 'months', 'years'] as const;

/** How long it is from one date to another. */
export const dateDifference = pureOperation({
  title: 'Time between two dates',
  description: 'Counts the whole days, hours or months from one date to another.',
  group: 'Work out',
  keywords: ['difference', 'duration', 'between', 'age', 'elapsed', 'days until', 'date', 'time', 'compare'],
  fields: {
    from: { ...dateField, title: 'From' },
    to: { ...dateField, title: 'To' },
    unit: {
      type: 'string',
      title: 'Count',
      description: 'What is counted between the two.',
      enum: units,
      default: 'days',
      'x-patchbay-basic': true,
      'x-patchbay-labels': capitalLabels(units),
    },
    zone: zoneField,
  },
  required: ['from', 'to'],
  gives: {
    amount: { type: 'integer', title: 'Amount', description: 'Whole ones; below zero where “to” comes first.' },
    seconds: { type: 'number', title: 'Seconds', description: 'The same time in seconds.' },
    order: {
      type: 'string',
      title: 'Order',
      description: 'Where “to” stands to “from”.',
      enum: ['before', 'same', 'after'],
    },
  },
  sample: { amount: 14, seconds: 1_209_600, order: 'after' },
  perform: (input) => {
    const zone = zoneIn(input);
    const unit = choiceIn(input, { name: 'unit', title: 'Count', choices: units, fallback: 'days' });
    const from = momentIn(input, { name: 'from', title: 'From', zone }).zoned;
    const to = momentIn(input, { name: 'to', title: 'To', zone }).zoned;
    const seconds = (to.epochMilliseconds - from.epochMilliseconds) / 1_000;
    // Adding zero makes the negative zero of a part of a unit a plain one.
    const amount = withinRange(() => from.until(to, { largestUnit: unit })[unit]) + 0;
    return { amount, seconds, order: seconds < 0 ? 'before' : seconds > 0 ? 'after' : 'same' };
  },
});
