import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { pagesOf } from './pagesOf.ts';

const refs = fc.array(
  fc.record({
    connector: fc.string({ maxLength: 100 }),
    version: fc.string(),
    operation: fc.string({ maxLength: 200 }),
  }),
  { maxLength: 120 },
);

it('holds every value once, in order, on pages that an address has room for', () => {
  fc.assert(
    fc.property(refs, (values) => {
      const pages = pagesOf(values);
      expect(pages.flat()).toEqual(values);
      for (const page of pages.filter(({ length }) => length > 1))
        expect(encodeURIComponent(JSON.stringify(page)).length).toBeLessThanOrEqual(4_010);
    }),
  );
});

it('has no page for nothing, and one for a value that no address could hold', () => {
  expect(pagesOf([])).toEqual([]);
  expect(pagesOf(['x'.repeat(9_000), 'y'])).toHaveLength(2);
});
