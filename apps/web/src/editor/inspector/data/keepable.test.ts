import type { Json } from '@patchbay/expression';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { keepable } from './keepable.ts';

it('takes NUL and halves of characters out of values and names', () => {
  expect(keepable({ 'a\0': ['x\ud800y', { b: '\udc00' }], ok: '🙋' })).toEqual({
    a: ['x\ufffdy', { b: '\ufffd' }],
    ok: '🙋',
  });
});

it('leaves the very same value where nothing is wrong, backslashes included', () => {
  const value = { path: 'C:\\u0000', text: '\\ud800 🙋 ש' };
  expect(keepable(value)).toBe(value);
});

it('gives what JSON can carry anywhere, whatever comes', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\\', 'u0000', 'd800', '\0', '\ud83d', '\ude00', '"') });
  fc.assert(
    fc.property(fc.dictionary(text, fc.array(text)), (value) => {
      const written = JSON.stringify(keepable(value as Json));
      const back = Object.entries(JSON.parse(written) as Record<string, string[]>).flat(2);
      expect(back.every((part) => part.isWellFormed() && !part.includes('\0'))).toBe(true);
    }),
  );
});
