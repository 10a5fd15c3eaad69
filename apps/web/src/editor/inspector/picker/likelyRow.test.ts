import { expect, it } from 'vitest';
import { likelyRow, soughtRow } from './likelyRow.ts';

const row = (step: string, label: string, kind: 'text' | 'object' = 'text') => ({
  group: { step: { id: step } },
  row: { path: label === '' ? [] : [label], label, kind },
});
const rows = [row('order', 'customer', 'object'), row('order', 'id'), row('order', 'mail'), row('hook', 'E-mail')];
const proposed = { kind: 'reference' as const, step: 'order', path: ['mail'] };

it('begins with what is proposed for the field, whatever else is called like it', () => {
  expect(likelyRow(rows, { label: 'E-mail', proposed })).toBe(2);
});

it('begins with what is called like the field, else with the first single value', () => {
  expect(likelyRow(rows, { label: 'E-Mail', proposed: undefined })).toBe(3);
  expect(likelyRow(rows, { label: 'Name', proposed: undefined })).toBe(1);
  expect(likelyRow(rows, { label: 'Name', proposed: { ...proposed, step: 'gone' } })).toBe(1);
  expect(likelyRow([], { label: 'Name', proposed })).toBe(0);
});

it('begins a search with what is called just so, one value before a group of that name', () => {
  const invoice = [row('each', 'Invoice', 'object'), row('each', 'Kind'), row('each', 'Invoice')];
  expect(soughtRow(invoice, 'invoice')).toBe(2);
  expect(soughtRow(invoice.slice(0, 2), 'Invoice ')).toBe(0);
  expect(soughtRow(invoice, 'ki')).toBe(0);
  expect(soughtRow([], 'x')).toBe(0);
});
