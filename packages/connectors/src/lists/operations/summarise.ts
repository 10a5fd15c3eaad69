import { setOwn } from '@patchbay/connector';
import { fieldPath, lastName, type Reader } from '../../values/fieldPath.ts';
import { choiceIn, type Input, rowsIn, textIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { sameness } from '../../values/sameness.ts';
import { itemsField, itemsIn, pathField, pathsField, pathsIn } from '../fields.ts';
import { type FigureName, figures } from '../figures.ts';
import { namedReaders } from '../namedReaders.ts';

const names = Object.keys(figures) as [FigureName, ...FigureName[]];

/** Counts, adds up and averages a list, as a whole or for each group. */
export const summarise = pureOperation({
  title: 'Summarise a list',
  description: 'Counts, adds up or averages the items, as a whole or for each group.',
  group: 'Work out',
  keywords: [
    'aggregate',
    'aggregator',
    'group by',
    'count',
    'sum',
    'average',
    'total',
    'pivot',
    'minimum',
    'maximum',
    'statistics',
  ],
  fields: {
    items: itemsField,
    groupBy: {
      ...pathsField,
      title: 'Group by',
      description: 'One group for each different value of these fields. Empty for one figure over all items.',
      'x-patchbay-basic': true,
    },
    figures: {
      type: 'array',
      title: 'Figures',
      'x-patchbay-widget': 'rows',
      description: 'What is worked out of each group.',
      minItems: 1,
      maxItems: 50,
      items: {
        type: 'object',
        title: 'Figure',
        properties: {
          figure: {
            type: 'string',
            title: 'Figure',
            description: 'What is worked out of the items.',
            enum: names,
            default: 'count',
            'x-patchbay-labels': Object.fromEntries(names.map((name) => [name, figures[name].label])),
          },
          field: { ...pathField, 'x-patchbay-basic': true, examples: ['total'] },
          as: {
            type: 'string',
            title: 'Name',
            description: 'Left empty, it is made of the figure and the field: sumTotal.',
          },
        },
        required: ['figure'],
        additionalProperties: false,
        'x-patchbay-order': ['figure', 'field', 'as'],
      },
    },
  },
  required: ['items', 'figures'],
  gives: {
    groups: {
      type: 'array',
      title: 'Groups',
      description: 'For each group the values it stands for and its figures, in the order they first appear.',
      items: { type: 'object', additionalProperties: true },
    },
    count: { type: 'integer', title: 'Count', description: 'How many groups there are.', minimum: 0 },
    figures: {
      type: 'object',
      title: 'Over all',
      description: 'The same figures over the whole list.',
      additionalProperties: true,
    },
  },
  sample: {
    groups: [
      { country: 'DE', count: 2, sumTotal: 80.5 },
      { country: 'FR', count: 1, sumTotal: 19.5 },
    ],
    count: 2,
    figures: { count: 3, sumTotal: 100 },
  },
  perform: (input) => {
    const items = itemsIn(input);
    const keys = namedReaders(pathsIn(input, { name: 'groupBy', title: 'Group by' }));
    const wanted = figuresIn(input);
    const parts = new Map<string, unknown[]>();
    for (const item of keys.length === 0 ? [] : items) {
      const key = keys.map(({ read }) => sameness(read(item))).join();
      const part = parts.get(key);
      if (part === undefined) parts.set(key, [item]);
      else part.push(item);
    }
    const groups = [...parts.values()].map((part) => {
      const group: Record<string, unknown> = {};
      for (const { name, read } of keys) setOwn(group, name, read(part[0]) ?? null);
      return withFigures(group, part, wanted);
    });
    return { groups, count: groups.length, figures: withFigures({}, items, wanted) };
  },
});

type WantedFigure = { name: string; read: Reader; of(values: readonly unknown[]): unknown };

function figuresIn(input: Input): WantedFigure[] {
  const rows = rowsIn(input, { name: 'figures', title: 'Figures' });
  if (rows.length === 0) throw refusal('value_missing', 'Name at least one figure.');
  return rows.map((row) => {
    const figure = choiceIn(row, { name: 'figure', title: 'Figure', choices: names, fallback: 'count' });
    const path = textIn(row, { name: 'field', title: 'Field' });
    const name = textIn(row, { name: 'as', title: 'Name' }).trim() || figureName(figure, path);
    return { name, read: fieldPath(path), of: figures[figure].of };
  });
}

/** `sumTotal`; plain `count` where no field is named. */
function figureName(figure: string, path: string): string {
  const field = lastName(path);
  return `${figure}${field.charAt(0).toUpperCase()}${field.slice(1)}`;
}

function withFigures(group: Record<string, unknown>, items: readonly unknown[], wanted: readonly WantedFigure[]) {
  for (const { name, read, of } of wanted) setOwn(group, name, of(items.map(read)));
  return group;
}
