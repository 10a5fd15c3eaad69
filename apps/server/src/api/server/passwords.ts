import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** Argon2id as OWASP advises: 19 MiB, two passes, one lane. A guess costs an attacker as much as a sign-in costs us. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** `argon2id$<memory>,<passes>,<parallelism>$<salt>$<tag>`: a stored hash says how it was made, so the cost can grow. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive('argon2id', { ...COST, message: password.normalize('NFKC'), nonce });
  const cost = [COST.memory, COST.passes, COST.parallelism].join(',');
  return ['argon2id', cost, nonce.toString('base64url'), tag.toString('base64url')].join('$');
}

/** Whether a password is the one of this hash; false for a hash of another making. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [kind, cost = '', salt = '', tag = ''] = hash.split('$');
  const [memory = 0, passes = 0, parallelism = 0] = cost.split(',').map(Number);
  const expected = Buffer.from(tag, 'base64url');
  if (kind !== 'argon2id' || expected.length < 16 || !(memory > 0 && passes > 0 && parallelism > 0)) return false;
  const nonce = Buffer.from(salt, 'base64url');
  const message = password.normalize('NFKC');
  const actual = await derive('argon2id', { message, nonce, memory, passes, parallelism, tagLength: expected.length });
  return timingSafeEqual(actual, expected);
}
