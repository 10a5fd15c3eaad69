import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { fittingText } from './fittingText.ts';
import { pillText, textOf } from './pillText.ts';

it('keeps a text that fits as it is', () => {
  expect(fittingText('Dear Ann', 8)).toEqual({ text: 'Dear Ann', left: 0 });
});

it('says how many characters had no room', () => {
  expect(fittingText('Dear Ann', 4)).toEqual({ text: 'Dear', left: 4 });
  expect(fittingText('Dear Ann', 0)).toEqual({ text: '', left: 8 });
  expect(fittingText('Dear Ann', -20)).toEqual({ text: '', left: 8 });
});

it('cuts no pill and no character in two', () => {
  const pill = pillText({ kind: 'formula', source: '1 + 1' });
  expect(fittingText(textOf(['a', { kind: 'formula', source: '1 + 1' }]), 5)).toEqual({ text: 'a', left: pill.length });
  expect(fittingText('a🙋', 2)).toEqual({ text: 'a', left: 2 });
});

it('never takes more than there is room for, and loses count of nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: -5, max: 30 }), (text, room) => {
      const fitting = fittingText(text, room);
      expect(text.startsWith(fitting.text)).toBe(true);
      expect(fitting.text.length).toBeLessThanOrEqual(Math.max(0, room));
      expect(fitting.text.length + fitting.left).toBe(text.length);
    }),
  );
});
