import type { FunctionDoc } from './define.ts';

const list = { name: 'list', kind: 'list' } as const;
const item = { name: 'item', kind: 'any' } as const;
const condition = { name: 'condition', kind: 'yesno' } as const;

/** The calls that work out a formula for each item. They are compiled on their own: their arguments are not values. */
export const itemFunctions: readonly FunctionDoc[] = [
  {
    name: 'map',
    group: 'list',
    signature: 'list.map(item, formula)',
    sentence: 'What a formula gives for each item, as a list.',
    parameters: [list, item, { name: 'formula', kind: 'any' }],
    example: { formula: '[{"qty": 2, "price": 3}].map(line, line.qty * line.price)', result: [6] },
  },
  {
    name: 'filter',
    group: 'list',
    signature: 'list.filter(item, condition)',
    sentence: 'The items for which a condition is true.',
    parameters: [list, item, condition],
    example: { formula: '[5, 12, 20].filter(n, n > 10)', result: [12, 20] },
  },
  {
    name: 'exists',
    group: 'logic',
    signature: 'list.exists(item, condition)',
    sentence: 'Whether a condition is true for at least one item.',
    parameters: [list, item, condition],
    example: { formula: '[5, 12].exists(n, n > 10)', result: true },
  },
  {
    name: 'all',
    group: 'logic',
    signature: 'list.all(item, condition)',
    sentence: 'Whether a condition is true for every item.',
    parameters: [list, item, condition],
    example: { formula: '[5, 12].all(n, n > 10)', result: false },
  },
  {
    name: 'has',
    group: 'logic',
    signature: 'has(path)',
    sentence: 'Whether a field is there and not null.',
    parameters: [{ name: 'path', kind: 'any' }],
    example: { formula: 'has({"a": 1}.b)', result: false },
  },
];
