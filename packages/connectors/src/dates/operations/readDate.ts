import { say } from '@patchbay/connector';
import { choiceIn, filledTextIn, textIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { datePatternField } from '../datePattern.ts';
import { dateGiven, dateSample, fromUnix, given, momentIn, withinRange, zoneField, zoneIn } from '../moment.ts';
import { languageField, languageIn } from '../names.ts';
import { readDate as read } from '../readDate.ts';

const ways = ['auto', 'pattern', 'unix'] as const;

/** Makes a date of a text or a number. */
export const readDate = pureOperation({
  title: 'Read a date',
  description: 'Makes a date of a text as people or mail programs write it, or of seconds since 1970.',
  group: 'Read and write',
  keywords: ['parse', 'date', 'time', 'convert', 'unix', 'timestamp', 'epoch', 'from text'],
  fields: {
    text: { type: ['string', 'number'], title: 'Text', description: 'What to read.', examples: ['2026-03-01 09:30'] },
    as: {
      type: 'string',
      title: 'It is written',
      description: 'How the date is written in the text.',
      enum: ways,
      default: 'auto',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { auto: 'As in JSON or mail', pattern: 'By a pattern', unix: 'As seconds since 1970' },
    },
    pattern: { ...datePatternField, 'x-patchbay-when': { field: 'as', is: ['pattern'] } },
    zone: zoneField,
    language: languageField,
  },
  required: ['text'],
  gives: dateGiven,
  sample: dateSample,
  perform: (input) => {
    const zone = zoneIn(input);
    const way = choiceIn(input, { name: 'as', title: 'It is written', choices: ways, fallback: 'auto' });
    return withinRange(() => {
      if (way === 'auto') return given(momentIn(input, { name: 'text', title: 'Text', zone }));
      const text = filledTextIn(input, { name: 'text', title: 'Text' });
      if (way === 'pattern') {
        const pattern = textIn(input, { name: 'pattern', title: 'Pattern' }) || 'yyyy-MM-dd';
        return given(read(text, { pattern, language: languageIn(input), zone }));
      }
      const moment = fromUnix(Number(text), zone);
      if (moment === undefined)
        throw refusal(
          'date_not_valid',
          say('“{value}” is no number of seconds since 1970.', { value: text.slice(0, 40) }),
        );
      return given(moment);
    });
  },
});
