import { expect, it } from 'vitest';
import type { Visitor } from './createCompany.ts';
import { peopleOf, placeWords } from './peopleOf.ts';

const tab = (name: string, stepId: string | null = null, clientId = name): Visitor => ({
  clientId,
  userId: name.toLowerCase(),
  name,
  stepId,
});
const NAMES: Record<string, string> = { pay: 'Create deal' };
const wordsOf = (visitors: Visitor[]) =>
  peopleOf(visitors, 'mira').map((person) => placeWords(person, (step) => NAMES[step]));

it('says who is where, and oneself last', () => {
  expect(wordsOf([tab('Mira', 'pay'), tab('Jonas', 'pay'), tab('Anna')])).toEqual([
    'Jonas is at Create deal',
    'Anna is here',
    'You, in another tab, at Create deal',
  ]);
});

it('shows a person with two tabs once, where they have a step open', () => {
  expect(wordsOf([tab('Jonas', 'pay', 'a'), tab('Jonas', null, 'b')])).toEqual(['Jonas is at Create deal']);
});

it('names no step that is gone, or that never was one', () => {
  expect(wordsOf([tab('Jonas', 'gone'), tab('Anna', '')])).toEqual(['Jonas is here', 'Anna is here']);
});
