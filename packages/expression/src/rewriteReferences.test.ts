import { expect, it } from 'vitest';
import type { Mapping, PathSegment } from './mapping.ts';
import { rewriteReferences } from './rewriteReferences.ts';

/** Everything of `order` comes from `given` now, by its last name. */
const moved = (mapping: Mapping) =>
  rewriteReferences(mapping, ({ step, path }) =>
    step === 'order'
      ? { step: 'given', path: [path.findLast((part) => typeof part === 'string') ?? 'order'] }
      : { step, path },
  );
const formula = (source: string): Mapping => ({ kind: 'formula', source });

it.each([
  ['order.total * 2 + other.total', 'given.total * 2 + other.total'],
  ['order.customer["first name"].upper()', 'given["first name"].upper()'],
  ['size(order.lines) > 0 ? order.lines[0].sku : "order.total"', 'size(given.lines) > 0 ? given.sku : "order.total"'],
  ['order.lines.map(order, order.price)', 'given.lines.map(order, order.price)'],
  ['order.lines.map(line, line.price * order.rate)', 'given.lines.map(line, line.price * given.rate)'],
  ['((order.total) + (order.tax))', '((given.total) + (given.tax))'],
  ['has(order.email) && {"a": order}["a"] == order', 'has(given.email) && {"a": given.order}["a"] == given.order'],
  [
    "cel.bind(x, order.total, x * x) + 'ü🙂'.size() + order.tax",
    "cel.bind(x, given.total, x * x) + 'ü🙂'.size() + given.tax",
  ],
])('rewrites %s', (source, after) => {
  expect(moved(formula(source))).toEqual(formula(after));
});

it('rewrites what stands in templates, objects and lists', () => {
  const reference = (step: string, ...path: PathSegment[]): Mapping => ({ kind: 'reference', step, path });
  const template: Mapping = {
    kind: 'template',
    parts: ['Dear ', { kind: 'reference', step: 'order', path: ['name'] }],
  };
  const fields: Record<string, Mapping> = {
    a: reference('order', 'lines', 0, 'sku'),
    b: { kind: 'list', items: [template] },
  };
  expect(moved({ kind: 'object', fields })).toEqual({
    kind: 'object',
    fields: {
      a: reference('given', 'sku'),
      b: { kind: 'list', items: [{ kind: 'template', parts: ['Dear ', reference('given', 'name')] }] },
    },
  });
  expect(moved({ kind: 'literal', value: 'order.name' })).toEqual({ kind: 'literal', value: 'order.name' });
});

it('says so where a formula cannot be read', () => {
  expect(moved(formula('order.total *'))).toBeUndefined();
  expect(moved({ kind: 'list', items: [formula('1 +')] })).toBeUndefined();
});
