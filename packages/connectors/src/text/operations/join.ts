import { isObject } from '@patchbay/connector';
import { fieldPath } from '../../values/fieldPath.ts';
import { listIn, textIn } from '../../values/input.ts';
import { limits } from '../../values/limits.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { withSigns } from '../signs.ts';

/** Puts the items of a list together as one text. */
export const join = pureOperation({
  title: 'Join a list to a text',
  description: 'Puts the items of a list, or one field of each, together as one text.',
  group: 'Text and lists',
  keywords: ['implode', 'concat', 'concatenate', 'combine', 'comma', 'string', 'array'],
  fields: {
    items: { type: 'array', title: 'List', description: 'The list to put together. At most 100,000 items.' },
    field: {
      type: 'string',
      title: 'Field',
      description: 'The field of each item, such as name. Empty for the item itself.',
      'x-patchbay-basic': true,
    },
    separator: {
      type: 'string',
      title: 'Separator',
      description: 'What stands between two of them. \\n stands for a new line, \\t for a tab.',
      default: ', ',
      'x-patchbay-basic': true,
    },
  },
  required: ['items'],
  gives: { text: { type: 'string', title: 'Text' } },
  sample: { text: 'red, green' },
  perform: (input) => {
    const read = fieldPath(textIn(input, { name: 'field', title: 'Field' }));
    const separator =
      input.separator === undefined ? ', ' : withSigns(textIn(input, { name: 'separator', title: 'Separator' }));
    const values = listIn(input, { name: 'items', title: 'List' })
      .map(read)
      .filter((value) => value !== undefined && value !== null && value !== '');
    const text = values
      .map((value) => (isObject(value) || Array.isArray(value) ? JSON.stringify(value) : String(value)))
      .join(separator);
    if (text.length > limits.textLength) throw refusal('text_too_long', 'The text is longer than 25 MB.');
    return { text };
  },
});
