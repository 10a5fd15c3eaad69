import { expect, it } from 'vitest';
import { waysIn } from './waysIn.ts';

const users = (hasAny: boolean) => ({
  hasAny: async () => hasAny,
  findByEmail: async () => null,
  endTwoFactor: async () => undefined,
});

it('says that nobody has an account yet, which may be made even where the others are invited', async () => {
  const first = await waysIn({ signUpMode: 'invited', sendMail: undefined, users: users(false) });
  expect(first).toEqual({ signUp: 'open', resetByMail: false, isFirst: true });
});

it('says no more about accounts once there is one', async () => {
  const later = await waysIn({ signUpMode: 'invited', sendMail: undefined, users: users(true) });
  expect(later).toEqual({ signUp: 'invited', resetByMail: false, isFirst: false });
});
