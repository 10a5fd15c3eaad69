import { diffFlows, emptyDocument } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { createCompany, type Visitor } from './createCompany.ts';

const jonas: Visitor = { clientId: 'tab', userId: 'jonas', name: 'Jonas', stepId: null };

it('draws nothing again when the same people are seen once more', () => {
  const company = createCompany();
  let drawn = 0;
  company.subscribe(() => {
    drawn += 1;
  });
  for (let n = 0; n < 3; n += 1) company.see([{ ...jonas }]);
  const first = company.getVisitors();
  expect([drawn, company.getVisitors() === first]).toEqual([1, true]);
  company.see([{ ...jonas, stepId: 'pay' }]);
  expect(drawn).toBe(2);
});

it('still knows who left, to say who made a change that comes a moment later', () => {
  const company = createCompany();
  company.see([jonas]);
  company.see([]);
  const edit = { clientId: 'tab', diff: diffFlows(emptyDocument, emptyDocument) };
  company.hear(edit);
  expect([company.getEdit(), company.whoIn('tab')?.name, company.whoIn('other')]).toEqual([edit, 'Jonas', undefined]);
});

it('greets each person once, however often their line breaks', () => {
  const { greet } = createCompany();
  expect([greet('jonas'), greet('jonas'), greet('anna')]).toEqual([true, false, true]);
});
