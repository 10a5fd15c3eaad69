import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

it('knows a password by its hash, and another one as another', async () => {
  const hash = await hashPassword('correct horse');
  expect(hash).toMatch(/^argon2id\$19456,2,1\$[\w-]{22}\$[\w-]{43}$/);
  expect(await verifyPassword({ hash, password: 'correct horse' })).toBe(true);
  expect(await verifyPassword({ hash, password: 'correct hors' })).toBe(false);
});

it('never gives the same hash twice', async () => {
  expect(await hashPassword('correct horse')).not.toBe(await hashPassword('correct horse'));
});

it('takes the same letters for the same password, however they were composed', async () => {
  const hash = await hashPassword('caf\u00e9 caf\u00e9');
  expect(await verifyPassword({ hash, password: 'cafe\u0301 cafe\u0301' })).toBe(true);
});

it.each(['', 'plain', 'bcrypt$1,2,3$a$b', 'argon2id$0,0,0$AAAA$AAAA'])(
  'refuses everybody where the hash is %j',
  async (hash) => {
    expect(await verifyPassword({ hash, password: 'correct horse' })).toBe(false);
  },
);
