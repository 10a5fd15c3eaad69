import { EvaluationError } from '../evaluationError.ts';
import { limits } from '../limits.ts';
import type { Scope } from '../scope.ts';
import { isObject, type PlainObject, readField, writeField } from '../values.ts';
import { type FunctionDefinition, p, text, textList } from './define.ts';

const anObject = p('object', 'object');

export const jsonFunctions: readonly FunctionDefinition[] = [
  {
    name: 'toJson',
    group: 'json',
    sentence: 'The value written as JSON.',
    parameters: [p('value', 'any', { takesMissing: true })],
    result: text,
    example: { formula: 'toJson({"a": 1})', result: '{"a":1}' },
    runIn: (scope: Scope, [value]: [unknown]) => {
      const json = JSON.stringify(value ?? null);
      scope.charge(json.length >> 2);
      return json;
    },
  },
  {
    name: 'fromJson',
    group: 'json',
    sentence: 'The value a JSON text stands for.',
    parameters: [p('text', 'text')],
    result: true,
    example: { formula: 'fromJson("{\\"a\\": 1}").a', result: 1 },
    runIn: (scope: Scope, [value]: [string]) => {
      scope.charge(value.length);
      return parseJson(value);
    },
  },
  {
    name: 'keys',
    group: 'json',
    sentence: 'The names of the fields of an object.',
    parameters: [anObject],
    result: textList,
    example: { formula: 'keys({"a": 1, "b": 2})', result: ['a', 'b'] },
    run: (object: PlainObject) => Object.keys(object),
  },
  {
    name: 'values',
    group: 'json',
    sentence: 'The values of the fields of an object.',
    parameters: [anObject],
    result: { type: 'array' },
    example: { formula: 'values({"a": 1, "b": 2})', result: [1, 2] },
    run: (object: PlainObject) => Object.values(object),
  },
  {
    name: 'entries',
    group: 'json',
    sentence: 'The fields of an object as a list of key and value.',
    parameters: [anObject],
    result: { type: 'array', items: { type: 'object', properties: { key: { type: 'string' }, value: true } } },
    example: { formula: 'entries({"a": 1})', result: [{ key: 'a', value: 1 }] },
    run: (object: PlainObject) => Object.entries(object).map(([key, value]) => ({ key, value })),
  },
  {
    name: 'fromEntries',
    group: 'json',
    sentence: 'The object with the fields of a list of key and value.',
    parameters: [p('list', 'list')],
    result: { type: 'object' },
    example: { formula: 'fromEntries([{"key": "a", "value": 1}])', result: { a: 1 } },
    run: fromEntries,
  },
  {
    name: 'merge',
    group: 'json',
    sentence: 'One object with the fields of several; the later one wins.',
    parameters: [p('objects', 'object', { rest: true })],
    result: { type: 'object' },
    example: { formula: 'merge({"a": 1, "b": 1}, {"b": 2})', result: { a: 1, b: 2 } },
    runIn: merge,
  },
  {
    name: 'pick',
    group: 'json',
    sentence: 'The object with only some of its fields.',
    parameters: [anObject, p('fields', 'text', { rest: true })],
    result: { type: 'object' },
    example: { formula: 'pick({"a": 1, "b": 2, "c": 3}, "a", "c")', result: { a: 1, c: 3 } },
    run: (object: PlainObject, ...fields: string[]) => keep(object, (key) => fields.includes(key)),
  },
  {
    name: 'omit',
    group: 'json',
    sentence: 'The object without some of its fields.',
    parameters: [anObject, p('fields', 'text', { rest: true })],
    result: { type: 'object' },
    example: { formula: 'omit({"a": 1, "b": 2}, "b")', result: { a: 1 } },
    run: (object: PlainObject, ...fields: string[]) => keep(object, (key) => !fields.includes(key)),
  },
  {
    name: 'get',
    group: 'json',
    sentence: 'What stands at a path such as customer.address.city; nothing when there is none.',
    parameters: [p('value', 'any'), p('path', 'text')],
    result: true,
    example: { formula: 'get({"a": [{"b": 5}]}, "a.0.b")', result: 5 },
    run: (value: unknown, path: string) => {
      let at = value;
      for (const key of path.split('.')) at = readField(at, Array.isArray(at) && /^\d+$/.test(key) ? Number(key) : key);
      return at;
    },
  },
];

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new EvaluationError('This text is not JSON.', undefined, { cause: error });
  }
}

function keep(object: PlainObject, isKept: (key: string) => boolean): PlainObject {
  const kept: { [key: string]: unknown } = {};
  for (const [key, value] of Object.entries(object)) if (isKept(key)) writeField(kept, key, value);
  return kept;
}

function merge(scope: Scope, objects: readonly PlainObject[]): PlainObject {
  const merged: { [key: string]: unknown } = {};
  for (const object of objects) {
    const entries = Object.entries(object);
    scope.charge(entries.length);
    for (const [key, value] of entries) writeField(merged, key, value);
  }
  return merged;
}

function fromEntries(list: readonly unknown[]): PlainObject {
  const object: { [key: string]: unknown } = {};
  for (const item of list) {
    const key = readField(item, 'key');
    if (!isObject(item) || (typeof key !== 'string' && typeof key !== 'number') || list.length > limits.listLength) {
      throw new EvaluationError('fromEntries wants a list of objects with key and value.');
    }
    writeField(object, String(key), readField(item, 'value') ?? null);
  }
  return object;
}
