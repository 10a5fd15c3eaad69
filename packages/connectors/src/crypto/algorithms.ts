import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256 } from '@noble/hashes/sha3.js';
import { bytesOf, type FieldSchema, toBase64 } from '@patchbay/connector';
import { choiceIn, filledTextIn, type Input } from '../values/input.ts';
import { refusal } from '../values/refusal.ts';

const hashes = { sha256, sha512, sha384, 'sha3-256': sha3_256, sha1, md5 } as const;
const algorithms = ['sha256', 'sha512', 'sha384', 'sha3-256', 'sha1', 'md5'] as const;
const forms = ['hex', 'base64', 'base64url'] as const;
const secretForms = ['text', 'hex', 'base64'] as const;

export type Form = (typeof forms)[number];
export type Algorithm = (typeof algorithms)[number];

export const algorithmField = {
  type: 'string',
  title: 'Algorithm',
  description: 'SHA-256 unless somebody asks for another. SHA-1 and MD5 protect nothing any more.',
  enum: algorithms,
  default: 'sha256',
  'x-patchbay-basic': true,
  'x-patchbay-labels': {
    sha256: 'SHA-256',
    sha512: 'SHA-512',
    sha384: 'SHA-384',
    'sha3-256': 'SHA3-256',
    sha1: 'SHA-1 (old)',
    md5: 'MD5 (old)',
  },
} satisfies FieldSchema;

export const formField = {
  type: 'string',
  title: 'Written as',
  description: 'How the result is written as text.',
  enum: forms,
  default: 'hex',
  'x-patchbay-labels': { hex: 'Hex digits', base64: 'Base64', base64url: 'Base64 for addresses' },
} satisfies FieldSchema;

/** The fields for the secret of a signature. */
export const secretFields = {
  secret: { type: 'string', title: 'Secret', description: 'What both sides know, and nobody else.', minLength: 1 },
  secretForm: {
    type: 'string',
    title: 'The secret is written as',
    description: 'How the secret was given to you.',
    enum: secretForms,
    default: 'text',
    'x-patchbay-labels': { text: 'Text', hex: 'Hex digits', base64: 'Base64' },
  },
} satisfies Record<string, FieldSchema>;

export function algorithmIn(input: Input): Algorithm {
  return choiceIn(input, { name: 'algorithm', title: 'Algorithm', choices: algorithms, fallback: 'sha256' });
}

export function formIn(input: Input): Form {
  return choiceIn(input, { name: 'form', title: 'Written as', choices: forms, fallback: 'hex' });
}

export function digest(algorithm: Algorithm, bytes: Uint8Array): Uint8Array {
  return hashes[algorithm](bytes);
}

export function signature(algorithm: Algorithm, secret: Uint8Array, bytes: Uint8Array): Uint8Array {
  return hmac(hashes[algorithm], secret, bytes);
}

/** The bytes of the secret. No message holds any of it. Throws OperationError. */
export function secretIn(input: Input): Uint8Array {
  const secret = filledTextIn(input, { name: 'secret', title: 'Secret' });
  const form = choiceIn(input, { name: 'secretForm', title: 'The secret', choices: secretForms, fallback: 'text' });
  if (form === 'text') return new TextEncoder().encode(secret);
  const bytes = form === 'hex' ? fromHex(secret) : fromBase64(secret);
  if (bytes === undefined)
    throw refusal('secret_not_valid', form === 'hex' ? 'The secret is not hex digits.' : 'The secret is not base64.');
  return bytes;
}

export function written(bytes: Uint8Array, form: Form): string {
  if (form === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const base64 = toBase64(bytes);
  return form === 'base64' ? base64 : base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Undefined where it is no hex. */
export function fromHex(text: string): Uint8Array | undefined {
  const digits = text.replaceAll(/\s+/g, '');
  if (digits.length % 2 === 1 || !/^[0-9a-fA-F]*$/.test(digits)) return undefined;
  return Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  );
}

/** Base64 of either alphabet, with or without its = signs. Undefined where it is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return bytesOf({ base64: text.replaceAll('-', '+').replaceAll('_', '/') });
  } catch {
    return undefined;
  }
}
