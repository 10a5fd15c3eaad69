import { expect, test } from 'vitest';
import { cellText, typedText, typedValue } from './cellText.ts';

test('shows cells as a person reads them', () => {
  expect(cellText({ type: 'yesNo' }, false)).toBe('No');
  expect(cellText({ type: 'date' }, '2026-03-14')).toBe('2026-03-14');
  expect(cellText({ type: 'date' }, '2026-03-14T09:30:00.000Z')).toBe('2026-03-14 09:30:00 UTC');
  expect(cellText({ type: 'json' }, { a: [1] })).toBe('{"a":[1]}');
  expect(cellText({ type: 'number' }, undefined)).toBe('');
});

test('takes what was typed back as it was', () => {
  for (const value of [{ a: 1 }, 'text', 7, null, ['😀']])
    expect(typedValue({ type: 'json' }, typedText({ type: 'json' }, value))).toEqual(value);
  expect(typedValue({ type: 'json' }, '{broken')).toBe('{broken');
  expect(typedValue({ type: 'text' }, ' a ')).toBe(' a ');
  expect(typedValue({ type: 'number' }, ' 12.5 ')).toBe('12.5');
  expect(typedValue({ type: 'date' }, ' ')).toBeNull();
});
