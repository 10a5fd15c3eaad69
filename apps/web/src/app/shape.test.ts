import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keepShape, leaveShape } from './shape.ts';

let isThere: boolean;
beforeEach(() => {
  isThere = true;
  const shape = {
    remove: () => {
      isThere = false;
    },
  };
  vi.stubGlobal('document', { getElementById: (id: string) => (id === 'shape' && isThere ? shape : null) });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('takes the outline away with the first page', () => {
  leaveShape();
  expect(isThere).toBe(false);
});

it('keeps it until what takes its place has been drawn, however often the parts in between change', async () => {
  const first = keepShape();
  leaveShape();
  expect(isThere).toBe(true);
  first();
  const second = keepShape();
  await Promise.resolve();
  expect(isThere).toBe(true);
  second();
  await Promise.resolve();
  expect(isThere).toBe(false);
});
