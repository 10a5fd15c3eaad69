import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { pseudoText } from './pseudo.ts';

// Another language is chosen before the first text is asked for, as in the browser: by the address.
let texts: typeof import('./t.ts');
let T: typeof import('./T.tsx')['T'];

beforeAll(async () => {
  vi.stubGlobal('location', { search: '?lang=en-XA' });
  vi.resetModules();
  texts = await import('./t.ts');
  ({ T } = await import('./T.tsx'));
});

afterAll(() => {
  vi.unstubAllGlobals();
});

it('marks every letter, doubles vowels and keeps the places of values and elements', () => {
  expect(pseudoText('Delete “{name}”? <b>Yes</b>')).toBe('[Đééļééţéé “{name}”? <b>Ýééš</b>]');
});

it('is about a third longer', () => {
  const text = 'Flows use connected accounts to reach your tools.';
  expect(pseudoText(text).length / text.length).toBeGreaterThan(1.3);
});

it('leaves alone what has no letters', () => {
  expect(pseudoText('– · 12 %')).toBe('– · 12 %');
});

it('is what t, tn and T say once it is chosen, with values as they are', () => {
  expect(texts.t('Delete “{name}”?', { name: 'Orders' })).toBe('[Đééļééţéé “Orders”?]');
  expect(texts.tn(1, '{count} step', '{count} steps')).toBe('[1 šţééþ]');
  expect(texts.tn(2, '{count} step', '{count} steps')).toBe('[2 šţééþš]');
  expect(texts.known('Sign in to go on.')).toBe('[Šîîĝñ îîñ ţöö ĝöö ööñ.]');
  expect(renderToStaticMarkup(<T text="See <a>it</a>, {name}." a={<a href="/it" />} name={<b>Ann</b>} />)).toBe(
    '[Šéééé <a href="/it">îîţ</a>, <b>Ann</b>.]',
  );
});
