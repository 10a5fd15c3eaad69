import { attempt } from '@patchbay/connector/testing';
import { expect, it } from 'vitest';
import { recipientsIn } from './addresses.ts';

const read = (to: unknown) => recipientsIn({ to }, { name: 'to', title: 'To' }).map(({ emailAddress }) => emailAddress);

it.each([
  ['ada@example.com', [{ address: 'ada@example.com' }]],
  [
    '"Lovelace, Ada" <ada@example.com>; bob@example.com,',
    [{ address: 'ada@example.com', name: 'Lovelace, Ada' }, { address: 'bob@example.com' }],
  ],
  ['<ada@example.com>', [{ address: 'ada@example.com' }]],
  ['', []],
  [undefined, []],
])('reads %j', (text, wanted) => {
  expect(read(text)).toEqual(wanted);
});

it.each(['Ada', 'ada@', 'ada @example.com', 'a@b@c', 7])('refuses %j, which is no address', (text) => {
  expect(attempt(() => read(text)).failure).toMatchObject({ code: 'address_not_valid' });
});
