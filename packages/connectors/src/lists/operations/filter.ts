import { fieldPath } from '../../values/fieldPath.ts';
import { choiceIn, type Input, rowsIn, textIn, yesIn } from '../../values/input.ts';
import { pureOperation } from '../../values/pureOperation.ts';
import { refusal } from '../../values/refusal.ts';
import { type Comparison, comparisons, dateLabels } from '../comparisons.ts';
import { counted, itemsField, itemsGiven, itemsIn, pathField } from '../fields.ts';

const names = Object.keys(comparisons) as [Comparison, ...Comparison[]];

/** Keeps the items of a list that meet conditions, in order. */
export const filter = pureOperation({
  title: 'Filter a list',
  description: 'Keeps the items that meet your conditions and leaves out the others.',
  group: 'Pick items',
  keywords: ['where', 'keep', 'exclude', 'select', 'condition', 'query', 'array'],
  fields: {
    items: itemsField,
    conditions: {
      type: 'array',
      title: 'Conditions',
      'x-patchbay-widget': 'rows',
      description: 'What an item must be like.',
      minItems: 1,
      maxItems: 50,
      items: {
        type: 'object',
        title: 'Condition',
        properties: {
          field: pathField,
          comparison: {
            type: 'string',
            title: 'Comparison',
            description: 'How the field is compared with the value.',
            enum: names,
            default: 'is',
            'x-patchbay-basic': true,
            'x-patchbay-labels': Object.fromEntries(names.map((name) => [name, comparisons[name].label])),
            'x-patchbay-date-labels': { of: 'field', with: 'value', labels: dateLabels },
            'x-patchbay-items': 'items',
          },
          value: {
            type: ['string', 'number', 'boolean', 'null', 'array', 'object'],
            title: 'Value',
            description: 'What to compare with. For “is one of”, a list, or values with commas between them.',
            'x-patchbay-basic': true,
          },
        },
        required: ['field'],
        additionalProperties: false,
        'x-patchbay-order': ['field', 'comparison', 'value'],
      },
    },
    match: {
      type: 'string',
      title: 'An item must meet',
      description: 'Whether all conditions have to hold, or one is enough.',
      enum: ['all', 'any'],
      default: 'all',
      'x-patchbay-basic': true,
      'x-patchbay-labels': { all: 'All conditions', any: 'Any one of them' },
    },
    keep: {
      type: 'string',
      title: 'Keep',
      description: 'Which items go on.',
      enum: ['matching', 'others'],
      default: 'matching',
      'x-patchbay-labels': { matching: 'Those that meet them', others: 'Those that do not' },
    },
    ignoreCase: {
      type: 'boolean',
      title: 'Ignore capital letters',
      description: 'Whether ANN and ann count as the same.',
      default: false,
    },
  },
  required: ['items', 'conditions'],
  gives: itemsGiven,
  outputFrom: { input: 'items', as: 'items' },
  perform: (input) => {
    const items = itemsIn(input);
    const tests = testsOf(input);
    const isAny =
      choiceIn(input, { name: 'match', title: 'Match', choices: ['all', 'any'], fallback: 'all' }) === 'any';
    const fits = (item: unknown) => (isAny ? tests.some((test) => test(item)) : tests.every((test) => test(item)));
    const keep = choiceIn(input, {
      name: 'keep',
      title: 'Keep',
      choices: ['matching', 'others'],
      fallback: 'matching',
    });
    return counted(items.filter((item) => fits(item) === (keep === 'matching')));
  },
});

function testsOf(input: Input) {
  const rows = rowsIn(input, { name: 'conditions', title: 'Conditions' });
  if (rows.length === 0) throw refusal('condition_missing', 'Add at least one condition.');
  const ignoreCase = yesIn(input, { name: 'ignoreCase', title: 'Ignore capital letters' });
  return rows.map((row) => {
    const read = fieldPath(textIn(row, { name: 'field', title: 'Field' }));
    const name = choiceIn(row, { name: 'comparison', title: 'Comparison', choices: names, fallback: 'is' });
    const test = comparisons[name].test({ value: row.value, ignoreCase });
    return (item: unknown) => test(read(item));
  });
}
