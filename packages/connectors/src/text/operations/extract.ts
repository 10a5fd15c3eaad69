import { compilePattern } from '@patchbay/connector';
import { choiceIn, filledTextIn, textIn, yesIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { ignoreCaseField, patternField, textField } from '../fields.ts';

/** Patterns for what people look for most. */
const KNOWN = {
  emails: '[A-Za-z0-9._%+\\-]+@[A-Za-z0-9\\-]+(?:\\.[A-Za-z0-9\\-]+)+',
  links: 'https?://[^\\s<>"]*[^\\s<>".,;:!?\')\\]]',
  numbers: '[-+]?\\d+(?:[.,]\\d+)*',
} as const;

const kinds = ['pattern', 'emails', 'links', 'numbers'] as const;

/** Finds parts of a text. */
export const extract = pureOperation({
  title: 'Extract from a text',
  description: 'Finds e-mail addresses, links, numbers or whatever fits your pattern in a text.',
  group: 'Text and lists',
  keywords: ['regex', 'match', 'find', 'parse', 'capture', 'email', 'url', 'number', 'string', 'pattern'],
  fields: {
    text: textField,
    what: {
      type: 'string',
      title: 'Look for',
      description: 'What is found in the text.',
      enum: kinds,
      default: 'pattern',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { pattern: 'A pattern', emails: 'E-mail addresses', links: 'Links', numbers: 'Numbers' },
    },
    pattern: {
      ...patternField,
      'x-patchbay-when': { field: 'what', is: ['pattern'] },
      description:
        'A regular expression. What stands in its first ( ) is taken, or all it finds. (?<name>…) names a part.',
    },
    ignoreCase: ignoreCaseField,
  },
  required: ['text'],
  gives: {
    first: { type: ['string', 'null'], title: 'First', description: 'The first that was found, or nothing.' },
    values: { type: 'array', title: 'All', description: 'All that were found, in order.', items: { type: 'string' } },
    count: { type: 'integer', title: 'Count', description: 'How many were found.', minimum: 0 },
    fields: {
      type: 'object',
      title: 'Named parts',
      description: 'The named parts of the first that was found.',
      additionalProperties: { type: ['string', 'null'] },
    },
    matches: {
      type: 'array',
      title: 'Matches',
      description: 'Of each the whole text and its parts.',
      items: {
        type: 'object',
        properties: {
          text: { type: 'string', title: 'Text' },
          parts: { type: 'array', title: 'Parts', items: { type: ['string', 'null'] } },
        },
        required: ['text', 'parts'],
        additionalProperties: false,
      },
    },
  },
  sample: {
    first: '1042',
    values: ['1042'],
    count: 1,
    fields: {},
    matches: [{ text: 'DE-1042', parts: ['1042'] }],
  },
  perform: (input) => {
    const text = textIn(input, { name: 'text', title: 'Text' });
    const what = choiceIn(input, { name: 'what', title: 'Look for', choices: kinds, fallback: 'pattern' });
    const source = what === 'pattern' ? filledTextIn(input, { name: 'pattern', title: 'Pattern' }) : KNOWN[what];
    const ignoreCase = yesIn(input, { name: 'ignoreCase', title: 'Ignore capital letters' });
    const values: string[] = [];
    const matches: { text: string; parts: (string | null)[] }[] = [];
    let fields: Readonly<Record<string, string | null>> = {};
    compilePattern(source, { ignoreCase }).each(text, ({ groups: [whole, ...parts], named }) => {
      if (matches.length === 0) fields = named;
      if (matches.length >= limits.items) throw refusal('too_many_items', 'More than 100,000 parts fit the pattern.');
      values.push(parts[0] ?? whole ?? '');
      matches.push({ text: whole ?? '', parts });
      return true;
    });
    return { first: values[0] ?? null, values, count: values.length, fields, matches };
  },
});
