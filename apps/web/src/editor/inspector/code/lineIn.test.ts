import { expect, it } from 'vitest';
import { lineIn } from './lineIn.ts';

it.each([
  ['The code failed at line 12: x is not defined.', 12],
  ['The code took too long.', undefined],
  ['Wrote online 4 times.', undefined],
])('reads the line out of %j', (message, line) => {
  expect(lineIn(message)).toBe(line);
});
