import { say } from '@patchbay/words';
import { EvaluationError } from '../evaluationError.ts';
import { compareTexts, isEqual } from '../formula/operators.ts';
import { limits } from '../limits.ts';
import type { Scope } from '../scope.ts';
import { itemOf, kind, kindsOf, type Type, typeOf } from '../types/type.ts';
import { describeValue, isMissing, readField, toText } from '../values.ts';
import { type FunctionDefinition, integer, p, text, yesNo } from './define.ts';

const aList = p('list', 'list');
const sameList = ([first]: readonly Type[]): Type => first ?? typeOf({ type: 'array' });
const itemType = ([first]: readonly Type[]): Type => (first ? itemOf(first) : typeOf(true));

const picks: readonly FunctionDefinition[] = [
  {
    name: 'size',
    group: 'list',
    sentence: 'How many items a list has, letters a text or fields an object.',
    parameters: [p('value', 'sized')],
    result: integer,
    example: { formula: 'size(["a", "b"])', result: 2 },
    run: (value: string | object) => (typeof value === 'string' ? value.length : Object.keys(value).length),
  },
  {
    name: 'first',
    group: 'list',
    sentence: 'The first item of a list; nothing when it is empty.',
    parameters: [aList],
    result: itemType,
    example: { formula: 'first([7, 8, 9])', result: 7 },
    run: (list: readonly unknown[]) => list[0],
  },
  {
    name: 'last',
    group: 'list',
    sentence: 'The last item of a list; nothing when it is empty.',
    parameters: [aList],
    result: itemType,
    example: { formula: 'last([7, 8, 9])', result: 9 },
    run: (list: readonly unknown[]) => list.at(-1),
  },
  {
    name: 'slice',
    group: 'list',
    sentence: 'The items from one place up to another, counted from 0.',
    parameters: [aList, p('from', 'number'), p('to', 'number', { optional: true })],
    result: sameList,
    example: { formula: 'slice([7, 8, 9, 10], 1, 3)', result: [8, 9] },
    run: (list: readonly unknown[], from: number, to?: number) => list.slice(from, to),
  },
  {
    name: 'contains',
    group: 'list',
    sentence: 'Whether a text has a part, or a list an item.',
    parameters: [p('value', 'sized'), p('part', 'any', { takesMissing: true })],
    result: yesNo,
    example: { formula: 'contains("ann@example.com", "example")', result: true },
    runIn: contains,
  },
  {
    name: 'find',
    group: 'list',
    sentence: 'The first item whose field has a value; nothing when there is none.',
    parameters: [aList, p('field', 'text'), p('value', 'any', { takesMissing: true })],
    result: itemType,
    example: { formula: 'find([{"id": 1, "n": "a"}, {"id": 2, "n": "b"}], "id", 2)', result: { id: 2, n: 'b' } },
    runIn: (scope: Scope, [list, field, value]: [readonly unknown[], string, unknown]) =>
      list.find((item) => isEqual(readField(item, field), value, scope)),
  },
  {
    name: 'where',
    group: 'list',
    sentence: 'The items whose field has a value.',
    parameters: [aList, p('field', 'text'), p('value', 'any', { takesMissing: true })],
    result: sameList,
    example: { formula: 'where([{"id": 1}, {"id": 2}], "id", 2)', result: [{ id: 2 }] },
    runIn: (scope: Scope, [list, field, value]: [readonly unknown[], string, unknown]) =>
      list.filter((item) => isEqual(readField(item, field), value, scope)),
  },
  {
    name: 'pluck',
    group: 'list',
    sentence: 'One field of every item, as a list.',
    parameters: [aList, p('field', 'text')],
    result: { type: 'array' },
    example: { formula: 'pluck([{"sku": "A"}, {"sku": "B"}], "sku")', result: ['A', 'B'] },
    run: (list: readonly unknown[], field: string) => list.map((item) => readField(item, field) ?? null),
  },
];

const arrange: readonly FunctionDefinition[] = [
  {
    name: 'join',
    group: 'list',
    sentence: 'The items of a list as one text, with a separator between them.',
    parameters: [aList, p('separator', 'text', { optional: true, choices: [', ', ' ', '\n', '; '] })],
    result: text,
    example: { formula: 'join(["red", "green"], ", ")', result: 'red, green' },
    runIn: join,
  },
  {
    name: 'sort',
    group: 'list',
    sentence: 'The items in order: numbers by size, texts by letters.',
    parameters: [aList],
    result: sameList,
    example: { formula: 'sort([3, 1, 2])', result: [1, 2, 3] },
    runIn: (scope: Scope, [list]: [readonly unknown[]]) => sortBy(scope, list, (item) => item),
  },
  {
    name: 'sortBy',
    group: 'list',
    sentence: 'The items in the order of one of their fields.',
    parameters: [aList, p('field', 'text')],
    result: sameList,
    example: { formula: 'sortBy([{"n": "b"}, {"n": "a"}], "n")', result: [{ n: 'a' }, { n: 'b' }] },
    runIn: (scope: Scope, [list, field]: [readonly unknown[], string]) =>
      sortBy(scope, list, (item) => readField(item, field)),
  },
  {
    name: 'reverse',
    group: 'list',
    sentence: 'The items from last to first.',
    parameters: [aList],
    result: sameList,
    example: { formula: 'reverse([1, 2, 3])', result: [3, 2, 1] },
    run: (list: readonly unknown[]) => list.toReversed(),
  },
  {
    name: 'unique',
    group: 'list',
    sentence: 'The items without those that come again.',
    parameters: [aList],
    result: sameList,
    example: { formula: 'unique(["a", "b", "a"])', result: ['a', 'b'] },
    runIn: unique,
  },
  {
    name: 'flatten',
    group: 'list',
    sentence: 'The items of the lists in a list, in one list.',
    parameters: [aList],
    result: ([first]: readonly Type[]): Type => {
      const inner = first && itemOf(first);
      return inner && kindsOf(inner) === kind.list ? inner : typeOf({ type: 'array' });
    },
    example: { formula: 'flatten([[1, 2], [3]])', result: [1, 2, 3] },
    runIn: flatten,
  },
  {
    name: 'compact',
    group: 'list',
    sentence: 'The items without missing ones and empty texts.',
    parameters: [aList],
    result: sameList,
    example: { formula: 'compact(["a", "", null, "b"])', result: ['a', 'b'] },
    run: (list: readonly unknown[]) => list.filter((item) => !isMissing(item) && item !== ''),
  },
  {
    name: 'range',
    group: 'list',
    sentence: 'The whole numbers from one up to another, both included.',
    parameters: [p('from', 'number'), p('to', 'number')],
    result: { type: 'array', items: integer },
    example: { formula: 'range(1, 4)', result: [1, 2, 3, 4] },
    run: range,
  },
];

function contains(scope: Scope, [value, part]: [unknown, unknown]): boolean {
  if (typeof value === 'string') return !isMissing(part) && typeof part !== 'object' && value.includes(String(part));
  if (Array.isArray(value)) return value.some((item) => isEqual(item, part, scope));
  return typeof part === 'string' && typeof value === 'object' && value !== null && Object.hasOwn(value, part);
}

function join(scope: Scope, [list, separator = ', ']: [readonly unknown[], string?]): string {
  let joined = '';
  for (const [index, item] of list.entries()) {
    joined += (index > 0 ? separator : '') + toText(item);
    if (joined.length > limits.textLength) throw new EvaluationError('The text gets longer than 1,000,000 characters.');
  }
  scope.charge(joined.length >> 4);
  return joined;
}

/** Missing values come last. Equal ones keep their order. */
function sortBy(scope: Scope, list: readonly unknown[], keyOf: (item: unknown) => unknown): unknown[] {
  scope.charge(list.length * Math.ceil(Math.log2(list.length + 2)));
  return list
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((left, right) => compareKeys(left.key, right.key))
    .map(({ item }) => item);
}

function compareKeys(left: unknown, right: unknown): number {
  if (isMissing(left) || isMissing(right)) return Number(isMissing(left)) - Number(isMissing(right));
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  throw new EvaluationError(
    say('A list of {left} and {right} has no order. Sort by a field with sortBy.', {
      left: describeValue(left),
      right: describeValue(right),
    }),
  );
}

function unique(scope: Scope, [list]: [readonly unknown[]]): unknown[] {
  const seen = new Set<unknown>();
  return list.filter((item) => {
    const key = typeof item === 'object' && item !== null ? `json:${stableJson(item, scope)}` : item;
    // A text is never the JSON of an object: the prefix keeps "json:1" apart.
    const marked = typeof item === 'string' ? `text:${item}` : key;
    if (seen.has(marked)) return false;
    seen.add(marked);
    return true;
  });
}

/** JSON with the fields in order, so that equal objects give equal text. */
function stableJson(value: unknown, scope: Scope): string {
  scope.charge(1);
  if (Array.isArray(value)) return `[${value.map((item) => stableJson(item, scope)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([left], [right]) => compareTexts(left, right));
  return `{${fields.map(([key, item]) => `${JSON.stringify(key)}:${stableJson(item, scope)}`).join(',')}}`;
}

function flatten(scope: Scope, [list]: [readonly unknown[]]): unknown[] {
  const flat: unknown[] = [];
  for (const item of list) {
    const items = Array.isArray(item) ? item : [item];
    scope.charge(items.length);
    if (flat.length + items.length > limits.listLength)
      throw new EvaluationError('The list gets longer than 100,000 items.');
    for (const each of items) flat.push(each);
  }
  return flat;
}

function range(from: number, to: number): number[] {
  const [start, end] = [Math.ceil(from), Math.floor(to)];
  if (end - start >= limits.listLength) throw new EvaluationError('The list gets longer than 100,000 items.');
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => start + index);
}

export const listFunctions: readonly FunctionDefinition[] = [...picks, ...arrange];
