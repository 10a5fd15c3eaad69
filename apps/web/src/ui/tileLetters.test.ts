import { expect, test } from 'vitest';
import { distinctLetters, tileLetters } from './tileLetters.ts';

test('takes the first two letters of the name, the second one small', () => {
  expect(tileLetters('HubSpot')).toBe('Hu');
  expect(tileLetters('GITHUB')).toBe('Gi');
});

test('skips what is no letter or digit', () => {
  expect(tileLetters('  “Order” API')).toBe('Or');
  expect(tileLetters('1-Click')).toBe('1c');
});

test('keeps letters of other scripts whole', () => {
  expect(tileLetters('Überweisung')).toBe('Üb');
  expect(tileLetters('U\u0308berweisung')).toBe('Üb');
});

test('takes the next consonant when another connector has the pair', () => {
  expect(tileLetters('Shopify', new Set(['Sh']))).toBe('Sp');
  expect(tileLetters('Shopify', new Set(['Sh', 'Sp']))).toBe('Sf');
});

test('keeps the pair when no consonant is free', () => {
  expect(tileLetters('Aa', new Set(['Aa']))).toBe('Aa');
});

test('shows a question mark for a name without letters', () => {
  expect(tileLetters('…')).toBe('?');
});

test('tells tiles apart that stand together, and gives the same name the same letters', () => {
  expect([...distinctLetters(['Sheets', 'Shopify', 'Slack', 'Sheets'])]).toEqual([
    ['Sheets', 'Sh'],
    ['Shopify', 'Sp'],
    ['Slack', 'Sl'],
  ]);
});
