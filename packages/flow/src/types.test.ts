import type { Json, Mapping } from '@patchbay/expression';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { describe, expect, it } from 'vitest';
import type { CatalogOperation } from './catalog.ts';
import { check } from './check/check.ts';
import { type FlowDocument, StepId } from './document.ts';
import { fieldsOf, resolve } from './schema.ts';
import { flow, testCatalog, testOperations, withStep } from './testing.ts';
import { environmentOf, outputSchemaOf } from './types.ts';

const literal = (value: Json): Mapping => ({ kind: 'literal', value });
const reference = (step: string, ...path: (string | number)[]): Mapping => ({ kind: 'reference', step, path });

const customer: JSONSchema = {
  type: 'object',
  properties: { name: { type: 'string' }, friends: { type: 'array', items: { $ref: '#/$defs/Friend' } } },
  additionalProperties: false,
  $defs: { Friend: { type: 'object', properties: { name: { type: 'string' }, best: { $ref: '#/$defs/Friend' } } } },
};
const catalog = testCatalog({
  webhook: {
    ...testOperations.trigger,
    output: {
      type: 'object',
      properties: { body: { title: 'Body' }, method: { type: 'string' } },
      required: ['method'],
    },
    outputFrom: { input: 'example', as: 'body' },
  },
  manual: { ...testOperations.trigger, outputFrom: { input: 'example' } },
  setFields: { ...testOperations.pure, outputFrom: { input: 'fields' } },
  respond: {
    ...testOperations.respond,
    output: { type: 'object', properties: { status: { type: 'integer' } }, $defs: { Friend: { type: 'null' } } },
    outputFrom: { input: 'body', as: 'body' },
  },
  getCustomer: { ...testOperations.call, output: customer },
} satisfies Record<string, CatalogOperation>);

function use(document: FlowDocument, id: string, [operation, inputs]: [string, Record<string, Mapping>]): FlowDocument {
  return withStep(document, id, { uses: { connector: 'test', version: '1', operation }, inputs });
}

/** The type at a path of an output, references followed. */
function at(schema: JSONSchema, ...path: (string | number)[]): JSONSchema {
  let here = schema;
  for (const part of path) {
    const found = resolve({ schema: here, root: schema });
    const next =
      typeof part === 'string' ? fieldsOf({ schema: found, root: schema }).properties.get(part) : itemsOf(found);
    if (next === undefined) throw new Error(`There is no ${part}.`);
    here = next;
  }
  return resolve({ schema: here, root: schema });
}

function itemsOf(schema: JSONSchema): JSONSchema | undefined {
  return typeof schema === 'object' ? schema.items : undefined;
}

const output = (document: FlowDocument, id: string) => outputSchemaOf(document, catalog, StepId.parse(id));

describe('what a step gives', () => {
  const order = { id: 'A-1', total: 12.5, customer: { name: 'Ada', email: null }, lines: [{ sku: 'x', qty: 2 }] };
  const start = use(flow('order -> fields', 'fields -> end'), 'order', ['webhook', { example: literal(order) }]);

  it('is what its operation says', () => {
    expect(output(use(start, 'fields', ['getCustomer', {}]), 'fields')).toEqual(customer);
    expect(output(use(start, 'fields', ['gone', {}]), 'fields')).toBe(true);
    expect(output(start, 'nowhere')).toBe(true);
  });

  it('is learnt from the example of a trigger, of which the next request may lack any part', () => {
    const type = output(start, 'order');
    expect(at(type, 'method')).toEqual({ type: 'string' });
    expect(at(type, 'body')).toMatchObject({ type: 'object', title: 'Body' });
    expect(at(type, 'body', 'total')).toMatchObject({ type: 'number' });
    expect(at(type, 'body', 'lines', 0, 'sku')).toMatchObject({ type: 'string' });
    expect(at(type, 'body')).not.toHaveProperty('required');
  });

  it('is learnt from an example typed field by field as well, and from none at all when there is none', () => {
    const fields = { total: literal(1), tags: { kind: 'list', items: [literal('a')] } satisfies Mapping };
    const typed = use(start, 'order', ['manual', { example: { kind: 'object', fields } }]);
    expect(at(output(typed, 'order'), 'tags', 0)).toMatchObject({ type: 'string' });
    expect(output(use(start, 'order', ['manual', {}]), 'order')).toBe(true);
  });

  it('is what was mapped into it, where it gives that on', () => {
    const fields = { sum: reference('order', 'body', 'total'), who: reference('order', 'body', 'customer') };
    const type = output(use(start, 'fields', ['setFields', { fields: { kind: 'object', fields } }]), 'fields');
    expect(at(type, 'sum')).toMatchObject({ type: 'number' });
    expect(at(type, 'who', 'name')).toMatchObject({ type: 'string' });
  });

  it('keeps the definitions of what was mapped into it, beside its own of the same name', () => {
    const document = use(use(start, 'fields', ['getCustomer', {}]), 'end', ['respond', { body: reference('fields') }]);
    expect(at(output(document, 'end'), 'body', 'friends', 0, 'best', 'name')).toEqual({ type: 'string' });
    expect(output(document, 'end')).toMatchObject({ $defs: { Friend: { type: 'null' } } });
  });
});

describe('what a failed step gives', () => {
  const base = flow('order -> get', 'get -> use', 'get -error-> tell', 'tell -> both', 'use -> both');
  const document = use(base, 'get', ['getCustomer', {}]);
  const seenFrom = (step: string, from = document) =>
    environmentOf(from, catalog, StepId.parse(step))[StepId.parse('get')] ?? false;

  it('is its error after the error outlet, and its output after the others', () => {
    expect(at(seenFrom('tell'), 'error', 'message')).toEqual({ type: 'string' });
    expect(at(seenFrom('tell'), 'error', 'status')).toEqual({ type: 'integer' });
    expect(() => at(seenFrom('tell'), 'name')).toThrow('There is no');
    expect(at(seenFrom('use'), 'name')).toEqual({ type: 'string' });
    expect(() => at(seenFrom('use'), 'error')).toThrow('There is no');
  });

  it('is either where both ways come together', () => {
    expect(at(seenFrom('both'), 'error', 'code')).toEqual({ type: 'string' });
    expect(at(seenFrom('both'), 'friends', 0, 'best', 'name')).toEqual({ type: 'string' });
  });

  it('is either at the end of an item of a loop that catches it', () => {
    const loop = use(use(flow('order -> each', 'each/get -error-> each/tell'), 'get', ['getCustomer', {}]), 'each', [
      'forEach',
      { collect: reference('get') },
    ]);
    expect(at(output(loop, 'each'), 'items', 0, 'error', 'code')).toEqual({ type: 'string' });
    expect(at(output(loop, 'each'), 'items', 0, 'name')).toEqual({ type: 'string' });
  });

  it('is taken as it is by the check', () => {
    const told = (source: string) =>
      check(use(document, 'tell', ['call', { text: { kind: 'formula', source } }]), catalog).map(({ code }) => code);
    expect(told('get.error.message + "!"')).toEqual([]);
    expect(told('get.name')).toEqual(['unknown_field']);
    const joined = (source: string) =>
      check(use(document, 'both', ['call', { text: { kind: 'formula', source } }]), catalog).map(({ code }) => code);
    expect(joined('default(get.name, get.error.message)')).toEqual([]);
  });
});

describe('what a loop gives', () => {
  const loop = flow('order -> get', 'get -> each', 'each/a -> each/b', 'each -> after');
  const withItems = (inputs: Record<string, Mapping>) =>
    use(use(use(loop, 'get', ['getCustomer', {}]), 'each', ['forEach', inputs]), 'b', ['getCustomer', {}]);
  const items = { items: reference('get', 'friends') };

  it('is the count and what its last step gave for each item', () => {
    const type = output(withItems(items), 'each');
    expect(at(type, 'count')).toMatchObject({ type: 'integer' });
    expect(at(type, 'items', 0, 'friends', 0, 'name')).toEqual({ type: 'string' });
  });

  it('is what was chosen to be kept of each item', () => {
    const type = output(withItems({ ...items, collect: reference('each', 'item', 'best') }), 'each');
    expect(at(type, 'items', 0, 'best', 'name')).toEqual({ type: 'string' });
  });

  it('is unknown where the last step depends on the way an item takes', () => {
    const branching = flow('order -> each', 'each/ask -yes-> each/a', 'each/ask -no-> each/b');
    expect(at(output(branching, 'each'), 'items', 0)).toBe(true);
  });

  it('gives its steps the item and its index', () => {
    const environment = environmentOf(withItems(items), catalog, StepId.parse('b'));
    expect(Object.keys(environment).toSorted()).toEqual(['a', 'each', 'get', 'order']);
    const each = environment[StepId.parse('each')] ?? false;
    expect(at(each, 'item', 'best', 'name')).toEqual({ type: 'string' });
    expect(at(each, 'index')).toMatchObject({ type: 'integer' });
  });

  it('gives the steps after it its output, and nothing from inside', () => {
    const environment = environmentOf(withItems(items), catalog, StepId.parse('after'));
    expect(Object.keys(environment).toSorted()).toEqual(['each', 'get', 'order']);
    expect(at(environment[StepId.parse('each')] ?? false, 'count')).toMatchObject({ type: 'integer' });
  });
});

describe('what a loop gives that is no plain list', () => {
  const loop = flow('order -> get', 'get -> each', 'each/a', 'each -> after');
  const as = (operation: string, inputs: Record<string, Mapping>) =>
    use(use(use(loop, 'get', ['getCustomer', {}]), 'a', ['getCustomer', {}]), 'each', [operation, inputs]);
  const items = { items: reference('get', 'friends') };

  it('is how many items failed as well where it skips them, and which where it collects errors', () => {
    const skipping = output(as('forEach', { ...items, onError: literal('skip') }), 'each');
    expect(at(skipping, 'failed')).toMatchObject({ type: 'integer' });
    expect(() => at(skipping, 'errors')).toThrow('There is no');
    const collecting = output(as('forEach', { ...items, onError: literal('collect') }), 'each');
    expect(at(collecting, 'errors', 0, 'item', 'best', 'name')).toEqual({ type: 'string' });
    expect(at(collecting, 'errors', 0, 'error', 'message')).toEqual({ type: 'string' });
  });

  it('is the last round, which each round but the first finds as the previous one', () => {
    const document = as('repeat', {});
    expect(at(output(document, 'each'), 'last', 'friends', 0, 'name')).toEqual({ type: 'string' });
    const inside = environmentOf(document, catalog, StepId.parse('a'))[StepId.parse('each')] ?? false;
    expect(at(inside, 'previous', 'name')).toEqual({ type: 'string' });
    expect(at(inside, 'index')).toMatchObject({ type: 'integer' });
  });

  it('is what the last step of a group gives', () => {
    expect(at(output(as('group', {}), 'each'), 'name')).toEqual({ type: 'string' });
  });
});

it('ends for steps that build on each other in a circle', () => {
  const circle = use(use(flow('a -> b', 'b -> a'), 'a', ['setFields', { fields: reference('b') }]), 'b', [
    'setFields',
    { fields: reference('a') },
  ]);
  expect(output(circle, 'a')).toBe(true);
});
