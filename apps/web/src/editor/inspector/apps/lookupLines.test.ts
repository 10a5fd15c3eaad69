import { expect, it } from 'vitest';
import { leftBehind, linesFor } from './lookupLines.ts';

const lookup = { operation: 'listChannels', link: '/channels/(\\w+)' };
const options = [
  { value: 'C1', label: '#sales', detail: 'For the team' },
  { value: 'C2', label: '#support' },
];
const words = (text: string | undefined, isSearched = false) =>
  linesFor({ lookup, options, isSearched }, { text, isNumber: false }).map((line) => line.words);

it('shows everything until something is typed, then what it is in', () => {
  expect(words(undefined)).toEqual(['#sales', '#support']);
  expect(words('team')).toEqual(['#sales', 'Use “team” as it is']);
  expect(words('C2')).toEqual(['#support']);
});

it('shows all that the API found', () => {
  expect(words('x', true)).toEqual(['#sales', '#support', 'Use “x” as it is']);
});

it('takes the value out of a pasted link', () => {
  expect(words('https://chat.example/channels/C9')).toEqual(['Use “C9” from the link']);
});

it('types a number where one is wanted', () => {
  const [line] = linesFor({ lookup, options: [], isSearched: false }, { text: '42', isNumber: true });
  expect(line).toMatchObject({ kind: 'typed', value: 42 });
});

it('keeps what was typed by somebody who goes on, unless it was a search', () => {
  const left = (text: string) =>
    leftBehind(linesFor({ lookup, options, isSearched: false }, { text, isNumber: false }));
  expect(left('C77')).toBe('C77');
  expect(left('sales')).toBeUndefined();
  expect(left('')).toBeUndefined();
});
