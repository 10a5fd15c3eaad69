import { OperationError } from '@patchbay/connector';
import { array, assert, constantFrom, oneof, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { readAddress, readAddresses } from './addresses.ts';

it.each<[string, unknown, string[]]>([
  ['one', 'ada@example.com', ['ada@example.com']],
  ['several, with names', 'Ada <ada@example.com>, "B, ob" <bob@example.com>', ['ada@example.com', 'bob@example.com']],
  [
    'a list',
    ['ada@example.com', 'bob@example.com, cy@example.com'],
    ['ada@example.com', 'bob@example.com', 'cy@example.com'],
  ],
  ['a group', 'Team: ada@example.com, bob@example.com;', ['ada@example.com', 'bob@example.com']],
  ['another alphabet', 'zoë@exämple.com', ['zoë@exämple.com']],
  ['none', undefined, []],
  ['an empty text', ' ', []],
])('reads %s', (_what, value, expected) => {
  expect(readAddresses(value, 'To').map(({ address }) => address)).toEqual(expected);
});

it.each([
  ['what is none', 'nobody', 'To has “nobody”, which is not an e-mail address.'],
  ['what is no text', 5, 'To is not a text with addresses.'],
  ['a line break', 'a@b.c\nBcc: d@e.f', 'To has a line break in it.'],
])('says which field has %s', (_what, value, sentence) => {
  expect(() => readAddresses(value, 'To')).toThrow(sentence);
});

it('takes one address where one is wanted', () => {
  expect(readAddress('a@b.c', 'From')).toEqual({ name: '', address: 'a@b.c' });
  expect(() => readAddress('a@b.c, d@e.f', 'From')).toThrow('From takes one address only.');
});

it('lets nothing through that could end a header or a command', () => {
  const pieces = oneof(
    string(),
    constantFrom('a@b.c', '<', '>', '"', ',', ';', ':', '\r\n', '\0', '@', ' ', '\\', '(', ')'),
  );
  assert(
    property(array(pieces, { maxLength: 12 }), (parts) => {
      try {
        for (const { address, name } of readAddresses(parts.join(''), 'To')) {
          expect(address).toMatch(/^[^\s<>@",;:\\()]+@[^\s<>@",;:\\()]+$/);
          expect(name).not.toMatch(/[\r\n\0]/);
        }
      } catch (error) {
        if (!(error instanceof OperationError)) throw error;
      }
    }),
    { numRuns: 2_000 },
  );
});
