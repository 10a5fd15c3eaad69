import { fieldPath } from '../../values/fieldPath.ts';
import { choiceIn, type Input, rowsIn, textIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { counted, itemsField, itemsGiven, itemsIn, pathField } from '../fields.ts';
import { comparePositions } from '../sortKeys.ts';

/** Puts a list in order; items that are equal stay as they stood. */
export const sort = pureOperation({
  title: 'Sort a list',
  description: 'Puts the items in order by one field or several. Empty values come last.',
  group: 'Pick items',
  keywords: ['order', 'arrange', 'rank', 'ascending', 'descending', 'alphabetical', 'newest', 'array'],
  fields: {
    items: itemsField,
    by: {
      type: 'array',
      title: 'Sort by',
      'x-patchbay-widget': 'rows',
      description: 'The first field decides; the next one where it is equal. Empty to sort the items themselves.',
      maxItems: 10,
      'x-patchbay-basic': true,
      items: {
        type: 'object',
        title: 'Field',
        properties: {
          field: pathField,
          order: {
            type: 'string',
            title: 'Order',
            description: 'Which end comes first.',
            enum: ['ascending', 'descending'],
            default: 'ascending',
            'x-patchbay-basic': true,
            'x-patchbay-labels': { ascending: 'Smallest or A first', descending: 'Largest or Z first' },
          },
          as: {
            type: 'string',
            title: 'Compare as',
            description: 'Numbers in texts sort by their value, dates by their time.',
            enum: ['auto', 'number', 'date', 'text'],
            default: 'auto',
            'x-patchbay-labels': { auto: 'What the values are', number: 'Numbers', date: 'Dates', text: 'Text' },
          },
        },
        required: ['field'],
        additionalProperties: false,
        'x-patchbay-order': ['field', 'order', 'as'],
      },
    },
  },
  required: ['items'],
  gives: itemsGiven,
  outputFrom: { input: 'items', as: 'items' },
  perform: (input) => {
    const items = itemsIn(input);
    const compares = comparesOf(input, items);
    const positions = items.map((_, at) => at);
    positions.sort((left, right) => {
      for (const compare of compares) {
        const order = compare(left, right);
        if (order !== 0) return order;
      }
      return 0;
    });
    return counted(positions.map((at) => items[at]));
  },
});

function comparesOf(input: Input, items: readonly unknown[]) {
  const rows = rowsIn(input, { name: 'by', title: 'Sort by' });
  return (rows.length === 0 ? [{}] : rows).map((row: Input) => {
    const read = fieldPath(textIn(row, { name: 'field', title: 'Field' }));
    const orders = ['ascending', 'descending'] as const;
    const order = choiceIn(row, { name: 'order', title: 'Order', choices: orders, fallback: 'ascending' });
    const scales = ['auto', 'number', 'date', 'text'] as const;
    const as = choiceIn(row, { name: 'as', title: 'Compare as', choices: scales, fallback: 'auto' });
    return comparePositions(items.map(read), as, order === 'descending');
  });
}
