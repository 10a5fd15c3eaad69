import { setOwn } from '@patchbay/connector';
import { fieldPath, lastName } from '../../values/fieldPath.ts';
import { rowsIn, textIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { counted, itemsField, itemsGiven, itemsIn, pathField } from '../fields.ts';

/** Gives each item anew, with only the fields wanted and under the names wanted. */
export const pick = pureOperation({
  title: 'Choose fields of each item',
  description: 'Keeps only the fields you name in each item, under new names where you give them.',
  group: 'Change shape',
  keywords: ['map', 'pluck', 'rename', 'columns', 'project', 'extract', 'reorder', 'array'],
  fields: {
    items: itemsField,
    fields: {
      type: 'array',
      title: 'Fields',
      'x-patchbay-widget': 'rows',
      description: 'Which fields each item keeps, and under which names.',
      minItems: 1,
      maxItems: 50,
      items: {
        type: 'object',
        title: 'Field',
        properties: {
          field: pathField,
          as: {
            type: 'string',
            title: 'New name',
            description: 'Left empty, it keeps its own name.',
            'x-patchbay-basic': true,
          },
        },
        required: ['field'],
        additionalProperties: false,
        'x-patchbay-order': ['field', 'as'],
      },
    },
  },
  required: ['items', 'fields'],
  gives: itemsGiven,
  sample: { items: [{ name: 'Ada Lovelace', city: 'London' }], count: 1 },
  perform: (input) => {
    const fields = rowsIn(input, { name: 'fields', title: 'Fields' }).map((row) => {
      const path = textIn(row, { name: 'field', title: 'Field' });
      const name = textIn(row, { name: 'as', title: 'New name' }).trim() || lastName(path) || 'value';
      return { name, read: fieldPath(path) };
    });
    if (fields.length === 0) throw refusal('value_missing', 'Name at least one field.');
    const items = itemsIn(input).map((item) => {
      const picked: Record<string, unknown> = {};
      for (const { name, read } of fields) setOwn(picked, name, read(item) ?? null);
      return picked;
    });
    return counted(items);
  },
});
