import { afterEach, expect, test } from 'vitest';
import { currentToasts, dismissToast, subscribeToToasts, toast } from './toastStore.ts';

afterEach(() => {
  for (const shown of currentToasts()) dismissToast(shown.id);
});

const texts = () => currentToasts().map(({ text }) => text);

test('shows three at most: the oldest gives way', () => {
  for (const text of ['one', 'two', 'three', 'four']) toast({ text });
  expect(texts()).toEqual(['two', 'three', 'four']);
});

test('tells the two apart that say the same', () => {
  toast({ text: 'Saved.' });
  toast({ text: 'Saved.' });
  const [first] = currentToasts();
  dismissToast(first?.id ?? -1);
  expect(texts()).toEqual(['Saved.']);
});

test('tells whoever listens, until they stop', () => {
  let told = 0;
  const stop = subscribeToToasts(() => {
    told += 1;
  });
  toast({ text: 'one' });
  stop();
  toast({ text: 'two' });
  expect(told).toBe(1);
});
