import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataRows, searchRows, trailOf, valueAt } from './dataRows.ts';
import { humanise } from './humanise.ts';

const order = { orderId: 'A-1', customer: { email: 'ann@example.com' }, lines: [{ price: 5 }], tags: [] };

describe('what a step offers', () => {
  it('is a tree of names and values, with the first item of a list', () => {
    const rows = dataRows(true, order).map(({ path, label }) => [path.join('.'), label]);
    expect(rows).toEqual([
      ['orderId', 'Order id'],
      ['customer', 'Customer'],
      ['customer.email', 'E-mail'],
      ['lines', 'Lines'],
      ['lines.0', 'First item'],
      ['lines.0.price', 'Price'],
      ['tags', 'Tags'],
    ]);
  });

  it('is found by name and by value', () => {
    const rows = dataRows(true, order);
    expect(searchRows(rows, 'ann@').map(({ label }) => label)).toEqual(['E-mail']);
    expect(searchRows(rows, 'customer e-mail').map(({ label }) => label)).toEqual(['E-mail']);
    expect(searchRows(rows, 'nothing such')).toEqual([]);
  });

  it('points at values that are there, whatever the sample', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (sample) => {
        for (const { path, sample: value } of dataRows(true, sample)) expect(valueAt(sample, path)).toEqual(value);
      }),
    );
  });

  it('names the way to a value by titles, else in words', () => {
    const schema = {
      type: 'object',
      properties: { body: { title: 'Content', properties: { placed_at: {} } } },
    } as const;
    expect(trailOf(schema, ['body', 'placed_at', 2])).toEqual(['Content', 'Placed at', 'Item 3']);
  });
});

it.each([
  ['orderId', 'Order id'],
  ['customer_email', 'Customer e-mail'],
  ['HTTPStatus', 'Httpstatus'],
  ['baseUrl', 'Base URL'],
  ['', 'Unnamed'],
  ['__', '__'],
])('reads the key %j as %j', (key, words) => {
  expect(humanise(key)).toBe(words);
});
