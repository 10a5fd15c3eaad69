import { expect, it } from 'vitest';
import { appsInWords, tileOf } from './tilesOf.ts';

it.each([
  [[], ''],
  [['Stripe'], 'Stripe'],
  [['Stripe', 'Slack'], 'Stripe and Slack'],
  [['Stripe', 'Google Sheets', 'Slack'], 'Stripe, Google Sheets and Slack'],
])('says %j in words', (names, words) => {
  expect(appsInWords(names.map((name) => ({ name })))).toBe(words);
});

it('shows an app by its mark and a step of the house by its icon', () => {
  const slack = { connector: 'slack', operation: 'postMessage', name: 'Slack', category: 'messaging', icon: 'slack' };
  expect(tileOf(slack as never)).toMatchObject({ name: 'Slack', mark: 'slack', icon: undefined });
  const form = { connector: 'core', operation: 'form', name: 'Patchbay', category: 'logic' };
  expect(tileOf(form as never)).toMatchObject({ icon: 'form' });
});
