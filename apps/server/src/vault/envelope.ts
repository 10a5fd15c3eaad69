import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** A sealed secret that this instance cannot open. Holds nothing of it. */
export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** How many bytes every key has. */
export const KEY_BYTES = 32;

/** The name of a key in what it has wrapped: the first 16 hex digits of its SHA-256. */
export function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}

/** What a ciphertext is for. Every part with its length before it, so no two contexts read alike. */
export function context(...parts: string[]): Buffer {
  return Buffer.from(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''), 'utf8');
}

/** The nonce, the tag and the ciphertext. It opens with the same `authenticated` only. */
export function encrypt(key: Uint8Array, plain: Uint8Array, authenticated: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  cipher.setAAD(authenticated);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws SecretUnreadable for what another key, or the same one for something else, has sealed, and what was changed. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, authenticated: Uint8Array): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(authenticated);
  try {
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch (error) {
    throw new SecretUnreadable('This secret was sealed for something else, or was changed.', { cause: error });
  }
}
