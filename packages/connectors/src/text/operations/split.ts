import { compilePattern } from '@patchbay/connector';
import { choiceIn, filledTextIn, type Input, textIn, yesIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { patternField, textField } from '../fields.ts';
import { withSigns } from '../signs.ts';

const ways = ['separator', 'lines', 'pattern'] as const;

/** Cuts a text into a list of texts. */
export const split = pureOperation({
  title: 'Split a text',
  description: 'Cuts a text into a list, at a separator, at each line or where a pattern is found.',
  group: 'Text and lists',
  keywords: ['explode', 'separate', 'delimiter', 'tokenize', 'lines', 'words', 'string', 'comma'],
  fields: {
    text: textField,
    by: {
      type: 'string',
      title: 'Cut at',
      description: 'Where one part ends and the next begins.',
      enum: ways,
      default: 'separator',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { separator: 'A separator', lines: 'Each line', pattern: 'A pattern' },
    },
    separator: {
      'x-patchbay-when': { field: 'by', is: ['separator'] },
      type: 'string',
      title: 'Separator',
      description: '\\n stands for a new line, \\t for a tab.',
      default: ',',
      'x-patchbay-basic': true,
    },
    pattern: { ...patternField, 'x-patchbay-when': { field: 'by', is: ['pattern'] } },
    trim: {
      type: 'boolean',
      title: 'Cut spaces around the parts',
      description: 'So that “red, green” gives no “ green”.',
      default: true,
    },
    keepEmpty: {
      type: 'boolean',
      title: 'Keep empty parts',
      description: 'Whether two separators in a row give an empty text between them.',
      default: false,
    },
  },
  required: ['text'],
  gives: {
    parts: { type: 'array', title: 'Parts', description: 'The parts, in order.', items: { type: 'string' } },
    count: { type: 'integer', title: 'Count', description: 'How many parts there are.', minimum: 0 },
  },
  sample: { parts: ['red', 'green'], count: 2 },
  perform: (input) => {
    const isTrimmed = yesIn(input, { name: 'trim', title: 'Cut spaces', fallback: true });
    const keepsEmpty = yesIn(input, { name: 'keepEmpty', title: 'Keep empty parts' });
    const cut = cutUp(input, textIn(input, { name: 'text', title: 'Text' }));
    const parts = cut.map((part) => (isTrimmed ? part.trim() : part)).filter((part) => keepsEmpty || part !== '');
    if (parts.length > limits.items) throw refusal('too_many_items', 'The text has more than 100,000 parts.');
    return { parts, count: parts.length };
  },
});

function cutUp(input: Input, text: string): string[] {
  const by = choiceIn(input, { name: 'by', title: 'Cut at', choices: ways, fallback: 'separator' });
  if (by === 'lines') return text.split(/\r\n|\n|\r/);
  if (by === 'separator') {
    const separator = withSigns(textIn(input, { name: 'separator', title: 'Separator' })) || ',';
    return text.split(separator, limits.items * 2);
  }
  const parts: string[] = [];
  let from = 0;
  compilePattern(filledTextIn(input, { name: 'pattern', title: 'Pattern' })).each(text, ({ start, end }) => {
    if (end === start) return true;
    parts.push(text.slice(from, start));
    from = end;
    return parts.length <= limits.items;
  });
  return [...parts, text.slice(from)];
}
