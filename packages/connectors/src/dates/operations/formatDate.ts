import { textIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { datePatternField } from '../datePattern.ts';
import { dateField, momentIn, zoneField, zoneIn } from '../moment.ts';
import { languageField, languageIn } from '../names.ts';
import { writeDate } from '../writeDate.ts';

/** Writes a date as people read it. */
export const formatDate = pureOperation({
  title: 'Write a date',
  description: 'Writes a date as people read it, such as 1 March 2026, by the clocks of a place.',
  group: 'Read and write',
  keywords: ['format', 'date', 'time', 'display', 'convert', 'to text', 'month name', 'weekday'],
  fields: {
    date: dateField,
    pattern: { ...datePatternField, default: 'yyyy-MM-dd' },
    zone: zoneField,
    language: languageField,
  },
  required: ['date'],
  gives: { text: { type: 'string', title: 'Text' } },
  sample: { text: '1 March 2026' },
  perform: (input) => {
    const pattern = textIn(input, { name: 'pattern', title: 'Pattern' }) || 'yyyy-MM-dd';
    const { zoned } = momentIn(input, { name: 'date', title: 'Date', zone: zoneIn(input) });
    return { text: writeDate(zoned, pattern, languageIn(input)) };
  },
});
