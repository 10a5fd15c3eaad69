import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { firstKnown } from './language.ts';
import { T } from './T.tsx';
import { t, tn } from './t.ts';

it('says English texts as they are, with their values', () => {
  expect(t('Add a step')).toBe('Add a step');
  expect(t('{name}: {count} of {most}', { name: 'Orders', count: 2, most: 3 })).toBe('Orders: 2 of 3');
});

it('leaves the place of a value empty where there is none', () => {
  expect(t('Hello {name}.', { name: undefined })).toBe('Hello .');
});

it('keeps braces that name no value, and values that look like places', () => {
  expect(t('Such as {name}', { name: '{name} {count}' })).toBe('Such as {name} {count}');
});

it('takes the form that fits a count, and writes the count out', () => {
  expect([0, 1, 2, 1234].map((count) => tn(count, 'one step', '{count} steps'))).toEqual([
    '0 steps',
    'one step',
    '2 steps',
    '1,234 steps',
  ]);
});

it('puts elements around the words they are given for', () => {
  const link = <em className="quiet" />;
  expect(
    renderToStaticMarkup(<T text="Read <a>the {what}</a> first, {name}." a={link} what="guide" name="Ann" />),
  ).toBe('Read <em class="quiet">the guide</em> first, Ann.');
});

it.each([
  [['de-AT', 'en'], ['de'], 'de'],
  [['fr', 'de'], ['de'], 'de'],
  [['en-GB', 'de'], ['de'], 'en'],
  [[null, undefined, ''], ['de'], 'en'],
  [['pt-BR', 'pt'], ['pt-BR', 'pt'], 'pt-BR'],
  [['xx'], ['de'], 'en'],
])('of the wishes %j and the languages %j takes %s', (wished, known, language) => {
  expect(firstKnown(wished, known)).toBe(language);
});
