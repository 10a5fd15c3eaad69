import { spell } from '@patchbay/words';
import { describe, expect, it } from 'vitest';
import { compareConnectors } from './compareConnectors.ts';
import { compareOperations } from './compareOperations.ts';
import { compareRules, limitWords, type Rules } from './compareRules.ts';

const before = {
  title: 'List parts',
  request: { method: 'GET', path: '/parts', parameters: [], headers: { 'Acme-Version': '2022-11-15' } },
  scopes: ['read'],
  paging: { style: 'cursor', items: 'data', next: 'next', to: { in: 'query', name: 'cursor' } },
  answerRules: {
    message: 'error.message',
    advice: { busy: { sentence: 'Wait.', retry: 'later' }, gone: { sentence: 'Choose it again.' } },
  },
  limit: { requests: 3, perMs: 1_000 },
} satisfies Rules;
const { paging, answerRules, request } = before;

describe('what no field says of an operation', () => {
  it('is the same where nothing is different', () => expect(compareRules(before, structuredClone(before))).toEqual([]));

  it.each<[string, Rules, boolean?]>([
    ['is called “All parts” now', { title: 'All parts' }],
    ['is in no list any more; steps that have it keep it', { isHidden: true }],
    [
      'is sent with Acme-Version 2025-03-31 instead of 2022-11-15',
      { request: { ...request, headers: { 'Acme-Version': '2025-03-31' } } },
    ],
    [
      'always sends "all" as state',
      { request: { ...request, filled: [{ at: ['state'], value: 'all', isFixed: true }] } },
    ],
    ['now needs a connected account', { needsConnection: true }, true],
    ['now needs the permission “write”', { scopes: ['read', 'write'] }, true],
    ['no longer goes on page by page', { paging: undefined } as object, true],
    [
      'finds its next page by the numbers of pages instead of by what each page names as the next one',
      { paging: { style: 'page', items: 'data', to: { in: 'query', name: 'page' } } },
    ],
    ['looks elsewhere for its items or for the next page', { paging: { ...paging, items: 'parts' } }],
    ['asks for up to 50 items at once', { paging: { ...paging, size: { in: 'query', name: 'size', most: 50 } } }],
    [
      'takes an answer with “ok” that is false for a refusal',
      { answerRules: { ...answerRules, refusedWhen: { at: 'ok', is: [false] } } },
      true,
    ],
    ['looks for why it was refused in “fault”', { answerRules: { ...answerRules, message: 'fault' } }],
    ['looks for the code of a refusal in “error.code”', { answerRules: { ...answerRules, code: 'error.code' } }],
    [
      'says of “gone”: “It was deleted.”',
      { answerRules: { ...answerRules, advice: { ...answerRules.advice, gone: { sentence: 'It was deleted.' } } } },
    ],
    [
      'ends there where it is refused with “busy”',
      { answerRules: { ...answerRules, advice: { ...answerRules.advice, busy: { sentence: 'Wait.' } } } },
    ],
    ['is asked at most once in 2 minutes instead of 3 times in 1 second', { limit: { requests: 1, perMs: 120_000 } }],
    ['is asked as often as it comes, without a limit', { limit: undefined } as object],
  ])('is told in words: it %s', (words, change, breaks = false) => {
    const found = compareRules(before, { ...before, ...change });
    expect(found).toMatchObject([{ words, breaks }]);
    expect(found.map(({ said }) => spell(said ?? words))).toEqual([words]);
  });
});

it('tells of fields that mean something else under the same name', () => {
  const input = (amount: object) => ({
    input: { type: 'object', properties: { amount: { type: 'integer', title: 'Amount', ...amount } } } as const,
    output: true,
  });
  const was = input({ description: 'In euros.' });
  expect(compareOperations(was, input({ description: 'In cents.' }))).toMatchObject([
    { words: 'says of Amount: “In cents.”', breaks: false },
  ]);
  expect(compareOperations(was, input({ description: 'In euros.', default: 1 }))).toMatchObject([
    { words: 'takes “1” for Amount where it is empty', breaks: false },
  ]);
  expect(compareOperations(was, input({ description: 'In euros.', format: 'int64' }))).toMatchObject([
    { words: 'takes Amount written as int64', breaks: true },
  ]);
});

const oauth = {
  kind: 'oauth2',
  authorizeUrl: 'https://acme.example/authorize',
  tokenUrl: 'https://acme.example/token',
  scopes: ['read'],
} as const;
const acme = { name: 'Acme', baseUrl: 'https://api.acme.example', auth: [oauth] };

it.each<[object, string[]]>([
  [{}, []],
  [{ name: 'Acme EU' }, ['is called “Acme EU” now']],
  [{ baseUrl: 'https://eu.acme.example' }, ['is at https://eu.acme.example instead of https://api.acme.example']],
  [
    { auth: [{ kind: 'apiKey', in: 'header', name: 'X-Key' }] },
    [
      'can no longer be signed in to with a page of its own (acme.example)',
      'can be signed in to with a key in the header X-Key',
    ],
  ],
  [{ auth: [{ ...oauth, scopes: ['read', 'write'] }] }, ['asks for the permission “write”']],
  [{ auth: [{ ...oauth, tokenUrl: 'https://login.example' }] }, ['gets its tokens from https://login.example']],
  [
    { auth: [{ ...oauth, fields: [{ name: 'shop', title: 'Shop' }] }] },
    ['asks for “Shop” when an account is connected'],
  ],
])('tells what is different of a connector as a whole: %o', (change, words) => {
  expect(compareConnectors(acme, { ...acme, ...change }).map((told) => told.words)).toEqual(words);
});

it('says how often in words', () => {
  expect(spell(limitWords({ requests: 1_000, perMs: 3_600_000 }))).toBe('1,000 times in 1 hour');
  expect(spell(limitWords({ requests: 2, perMs: 1_500 }))).toBe('2 times in 1,500 milliseconds');
});
