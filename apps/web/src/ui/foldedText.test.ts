import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldedText } from './foldedText.ts';

it('takes capitals and accents away, however they are written down', () => {
  for (const text of ['Éclair', 'e\u0301clair', 'ÉCLAIR', 'ｅｃｌａｉｒ']) expect(foldedText(text)).toBe('eclair');
  expect(foldedText('Ångström')).toBe('angstrom');
  expect(foldedText('Фьёрд')).toBe(foldedText('фьерд'));
});

it('leaves the vowels of other scripts, and what an emoji is made of', () => {
  expect(foldedText('कि')).not.toBe(foldedText('का'));
  expect(foldedText('ที่')).toBe('ที่');
  expect(foldedText('👩‍👩‍👧‍👦')).toBe('👩‍👩‍👧‍👦');
});

it('finds a part of a name in the whole, whatever the name', () => {
  const whole = fc.string({ unit: 'grapheme' });
  const isFound = fc.property(whole, whole, (a, b) => {
    expect(foldedText(foldedText(b))).toBe(foldedText(b));
    expect(foldedText(`${a} ${b}`)).toContain(foldedText(b).trim());
  });
  fc.assert(isFound, { numRuns: 2_000 });
});
