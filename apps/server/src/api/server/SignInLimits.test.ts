import { expect, it } from 'vitest';
import { SignInLimits } from './SignInLimits.ts';

function limits() {
  let now = 0;
  const made = new SignInLimits(() => now);
  const tries = (count: number, knock: Parameters<SignInLimits['take']>[1], kind: 'signIn' | 'mail' = 'signIn') =>
    Array.from({ length: count }, () => made.take(kind, knock)).filter((wait) => wait === 0).length;
  const pass = (seconds: number) => {
    now += seconds * 1_000;
  };
  return { made, tries, pass };
}

it('stops guesses at one account from one address, and says for how long', () => {
  const { made, tries, pass } = limits();
  const knock = { address: '10.0.0.1', email: 'ada@example.com' };
  expect(tries(20, knock)).toBe(10);
  const wait = made.take('signIn', knock);
  expect(wait).toBe(30);
  pass(wait);
  expect(made.take('signIn', knock)).toBe(0);
});

it('lets the person in from elsewhere while somebody guesses', () => {
  const { made, tries } = limits();
  tries(20, { address: '10.0.0.1', email: 'ada@example.com' });
  expect(made.take('signIn', { address: '10.0.0.2', email: 'ada@example.com' })).toBe(0);
});

it('stops guesses at one account from everywhere', () => {
  const { tries } = limits();
  const passed = Array.from({ length: 100 }, (_, at) =>
    tries(1, { address: `10.0.1.${at}`, email: 'ada@example.com' }),
  );
  expect(passed.filter(Boolean)).toHaveLength(60);
});

it('takes an address for the same however it is written', () => {
  const { tries } = limits();
  expect(tries(10, { address: 'a', email: 'ada@example.com' })).toBe(10);
  expect(tries(1, { address: 'a', email: ' ADA@example.com' })).toBe(0);
});

it('sends a person three mails at once, and somebody twenty', () => {
  const { tries } = limits();
  expect(tries(9, { address: 'a', email: 'ada@example.com' }, 'mail')).toBe(3);
  const others = Array.from({ length: 30 }, (_, at) => tries(1, { address: 'b', email: `${at}@example.com` }, 'mail'));
  expect(others.filter(Boolean)).toHaveLength(20);
});
