import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Language, messageOf, type SaidValue, say, sayAll, sayCount, sayEither, spell } from './say.ts';

const backwards: Language = {
  text: (english) => english.replace(/\{\w+\}|./g, (part) => (part.length > 1 ? part : part.toUpperCase())),
  count: (count, one, other) => backwards.text(count === 1 ? one : other),
};

const words = (value: SaidValue) => (typeof value === 'object' ? spell(value) : String(value));

it('says a sentence with its values in English', () => {
  expect(spell(say('{step} needs {what}.', { step: 'Send', what: say('a number') }))).toBe('Send needs a number.');
  expect(spell('Nothing starts this flow.')).toBe('Nothing starts this flow.');
});

it('says the same in another language, where names stay as they are', () => {
  const sentence = say('{step} takes {lists}.', { step: 'Send', lists: sayCount(2, '{count} list', '{count} lists') });
  expect(spell(sentence, backwards)).toBe('Send TAKES 2 LISTS.');
  expect(spell('It is gone.', backwards)).toBe('IT IS GONE.');
});

it('says how many there are', () => {
  expect([0, 1, 2].map((count) => spell(sayCount(count, '{count} step', '{count} steps')))).toEqual([
    '0 steps',
    '1 step',
    '2 steps',
  ]);
});

it.each([
  [[], ''],
  [['A'], 'A'],
  [['A', 'B'], 'A and B'],
  [['A', 'B', 'C'], 'A, B and C'],
  [['A', say('a list'), 'C', 'D'], 'A, a list, C and D'],
])('lists %j as %s', (items, sentence) => {
  expect(words(sayAll(items))).toBe(sentence);
  expect(words(sayEither(items))).toBe(sentence.replace(' and ', ' or '));
});

it('counts what is too much to list', () => {
  expect(words(sayAll(['A', 'B', 'C', 'D'], 2))).toBe('A, B and 2 more');
});

it('fills no value twice, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (first, second) => {
      const { message, said } = messageOf(say('{first} and {second}', { first, second }));
      expect(message).toBe(`${first} and ${second}`);
      expect(spell(said ?? '')).toBe(message);
    }),
  );
  expect(spell(say('{first} and {second}', { first: '{second}', second: 'B' }))).toBe('{second} and B');
});
