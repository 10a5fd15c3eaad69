import { expect, it } from 'vitest';
import { MOST_TYPED, readPastedJson, writtenJson } from './pastedJson.ts';

const long = JSON.stringify({ items: Array.from({ length: 40_000 }, (_, at) => ({ id: at })) });

it('reads what is too long to be typed in', () => {
  expect(readPastedJson(long, 1_000_000)).toEqual({ kind: 'value', value: JSON.parse(long) });
});

it('refuses what is larger than a field takes, and says how large both are', () => {
  expect(readPastedJson(long, 400_000)).toEqual({
    kind: 'refused',
    sentence: 'This field takes up to 400 KB. What you put in has 509 KB, so nothing was changed.',
  });
});

it('refuses what is no JSON as a whole, and says where it breaks', () => {
  expect(readPastedJson(long.slice(0, -1), 1_000_000)).toEqual({
    kind: 'refused',
    sentence:
      'What you put in has 509 KB and is no JSON, so nothing was changed. The JSON ends too early: the closing } is missing.',
  });
});

it('writes values on lines of their own as long as they can be typed in', () => {
  expect(writtenJson({ a: 1 })).toBe('{\n  "a": 1\n}');
  expect(writtenJson(JSON.parse(long))).toBe(long);
  const between = Array.from({ length: MOST_TYPED / 3 }, () => 1);
  expect(writtenJson(between)).toBe(JSON.stringify(between));
  expect(writtenJson(undefined)).toBe('');
});
