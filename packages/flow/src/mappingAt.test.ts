import type { Json, Mapping } from '@patchbay/expression';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { mappingAt, withMappingAt } from './mappingAt.ts';
import { typedByHand } from './typedByHand.ts';

const literal = (value: Json): Mapping => ({ kind: 'literal', value });
const key = fc.constantFrom('a', 'b', 'toString', 'lines', '0');
const path = fc.array(key, { minLength: 1, maxLength: 5 });

it('finds at a path what was put there', () => {
  fc.assert(
    fc.property(path, fc.string(), (at, value) => {
      expect(mappingAt(withMappingAt(undefined, at, literal(value)), at)).toEqual(literal(value));
    }),
  );
});

it('leaves nothing behind when the only field is emptied', () => {
  fc.assert(
    fc.property(path, (at) => {
      expect(withMappingAt(withMappingAt(undefined, at, literal(1)), at, undefined)).toBeUndefined();
    }),
  );
});

it('changes one item of a typed list and keeps the others', () => {
  const lines = literal([{ name: 'desk' }, { name: 'lamp' }]);
  const changed = withMappingAt(lines, ['1', 'name'], { kind: 'reference', step: 'order', path: ['name'] });
  expect(mappingAt(changed, ['0', 'name'])).toEqual(literal('desk'));
  expect(mappingAt(changed, ['1', 'name'])).toMatchObject({ kind: 'reference' });
});

it('gives the value of what is typed through and through, and of nothing else', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(typedByHand(literal(value as Json))).toEqual(value);
    }),
  );
  const mixed: Mapping = { kind: 'object', fields: { a: literal(1), b: { kind: 'formula', source: '1' } } };
  expect(typedByHand(mixed)).toBeUndefined();
  expect(typedByHand({ kind: 'list', items: [literal(1), { kind: 'object', fields: { a: literal(null) } }] })).toEqual([
    1,
    { a: null },
  ]);
});
