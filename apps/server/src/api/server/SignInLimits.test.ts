import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../../store/testing.ts';
import { createTryCounts, forgetTries } from '../../store/tryCounts.ts';
import { SignInLimits } from './SignInLimits.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

/** Two processes that take turns. */
async function limits() {
  let now = Date.parse('2026-01-01T00:00:00Z');
  await database.pool.query('delete from try_count');
  const one = () => new SignInLimits(createTryCounts(database.pool, () => now));
  const processes = [one(), one()];
  let turn = 0;
  const take: SignInLimits['take'] = async (kind, knock) => {
    turn += 1;
    return (await processes[turn % 2]?.take(kind, knock)) ?? 0;
  };
  return {
    take,
    async tries(
      count: number,
      knock: Parameters<SignInLimits['take']>[1],
      kind: 'signIn' | 'signUp' | 'mail' = 'signIn',
    ) {
      let passed = 0;
      for (let at = 0; at < count; at += 1) if ((await take(kind, knock)) === 0) passed += 1;
      return passed;
    },
    pass(seconds: number) {
      now += seconds * 1_000;
    },
    now: () => now,
  };
}

it('stops guesses at one account from one address at all processes together, and says for how long', async () => {
  const { take, tries, pass } = await limits();
  const knock = { address: '10.0.0.1', email: 'ada@example.com' };
  expect(await tries(20, knock)).toBe(10);
  const wait = await take('signIn', knock);
  expect(wait).toBe(30);
  pass(wait - 1);
  expect(await take('signIn', knock)).toBe(1);
  pass(1);
  expect(await take('signIn', knock)).toBe(0);
  expect(await take('signIn', knock)).toBe(30);
});

it('lets no more through where many come at once', async () => {
  const { take } = await limits();
  const knock = { address: '10.0.0.1', email: 'ada@example.com' };
  const waits = await Promise.all(Array.from({ length: 40 }, () => take('signIn', knock)));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
});

it('lets the person in from elsewhere while somebody guesses', async () => {
  const { take, tries } = await limits();
  await tries(20, { address: '10.0.0.1', email: 'ada@example.com' });
  expect(await take('signIn', { address: '10.0.0.2', email: 'ada@example.com' })).toBe(0);
});

it('stops guesses at one account from everywhere', async () => {
  const { tries } = await limits();
  let passed = 0;
  for (let at = 0; at < 100; at += 1) passed += await tries(1, { address: `10.0.1.${at}`, email: 'ada@example.com' });
  expect(passed).toBe(60);
});

it('stops one password that is tried at many accounts, by a network where it has many addresses', async () => {
  const { tries } = await limits();
  let passed = 0;
  for (let at = 0; at < 40; at += 1)
    passed += await tries(1, { address: `2001:db8::${at}`, email: `${at}@example.com` });
  expect(passed).toBe(20);
  expect(await tries(1, { address: '2001:db8:0:1::1', email: 'a@example.com' })).toBe(1);
});

it('takes an address for the same however it is written', async () => {
  const { tries } = await limits();
  expect(await tries(10, { address: '10.0.0.1', email: 'ada@example.com' })).toBe(10);
  expect(await tries(1, { address: '::ffff:10.0.0.1', email: ' ADA@example.com' })).toBe(0);
});

it('sends a person three mails at once, and somebody twenty', async () => {
  const { tries } = await limits();
  expect(await tries(9, { address: 'a', email: 'ada@example.com' }, 'mail')).toBe(3);
  let passed = 0;
  for (let at = 0; at < 30; at += 1) passed += await tries(1, { address: 'b', email: `${at}@example.com` }, 'mail');
  expect(passed).toBe(20);
});

it('lets few find out by the form for new accounts who has one, and whoever sits at the machine make as many as they like', async () => {
  const { tries } = await limits();
  let passed = 0;
  const signUp = (address: string, at: number) => tries(1, { address, email: `${at}@example.com` }, 'signUp');
  for (let at = 0; at < 30; at += 1) passed += await signUp('10.0.0.1', at);
  expect(passed).toBe(20);
  for (let at = 0; at < 30; at += 1) passed += await signUp('127.0.0.1', at);
  expect(passed).toBe(50);
});

it('keeps neither an address nor a name, and nothing of those who have not tried lately', async () => {
  const { tries, pass, now } = await limits();
  await tries(1, { address: '10.0.0.1', email: 'ada@example.com' });
  const { rows } = await database.pool.query('select * from try_count');
  expect(rows).toHaveLength(3);
  expect(JSON.stringify(rows)).not.toMatch(/ada|10\.0/);
  await forgetTries(database.pool, now());
  expect((await database.pool.query('select from try_count')).rowCount).toBe(3);
  pass(31);
  await forgetTries(database.pool, now());
  expect((await database.pool.query('select from try_count')).rowCount).toBe(0);
});
