import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** A workspace's data key as it is stored: wrapped by the instance key named in `instanceKeyId`. */
export type WrappedKey = { id: string; workspaceId: string; instanceKeyId: string; wrapped: Uint8Array };

/** Where wrapped keys are kept. */
export type KeyStore = {
  /** The newest one of a workspace; null before its first secret. */
  newest(workspaceId: string): Promise<WrappedKey | null>;
  find(keyId: string): Promise<WrappedKey | null>;
  add(key: WrappedKey): Promise<void>;
};

/** Field name to sealed text: `v1.<key id>.<nonce, tag and ciphertext in base64url>`. */
export type Sealed = Record<string, string>;

/** Secrets go in and come out sealed; only the signing of outgoing requests opens them. */
export type Vault = {
  seal(place: Place, fields: Record<string, string>): Promise<Sealed>;
  /** Throws SecretUnreadable when it was sealed for another place, by another instance, or was changed. */
  open(place: Place, sealed: Sealed): Promise<Record<string, string>>;
};

type Place = { workspaceId: string; connectionId: string };

/** A sealed secret that this instance cannot open. Holds nothing of it. */
export class SecretUnreadable extends Error {
  override readonly name = 'SecretUnreadable';
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Envelope encryption: each field is sealed by its workspace's key, which is wrapped by the instance key. What a secret is
 * for (workspace, connection, field, key) is authenticated with it, so a sealed text moved elsewhere does not open.
 * `instanceKey`: 32 bytes.
 */
export function createVault(options: { instanceKey: Uint8Array; keys: KeyStore; newId(): string }): Vault {
  const keyring = new Keyring(options);
  return {
    async seal(place, fields) {
      const { id, data } = await keyring.forSealing(place.workspaceId);
      const sealed = Object.entries(fields).map(([field, secret]) => {
        const body = encrypt(data, Buffer.from(secret, 'utf8'), fieldContext(place, field, id));
        return [field, `v1.${id}.${body.toString('base64url')}`];
      });
      return Object.fromEntries(sealed);
    },
    async open(place, sealed) {
      const fields: Record<string, string> = {};
      for (const [field, text] of Object.entries(sealed)) {
        const [version, id, body] = text.split('.');
        if (version !== 'v1' || id === undefined || body === undefined)
          throw new SecretUnreadable('Not a sealed secret.');
        const data = await keyring.forOpening(id);
        fields[field] = decrypt(data, Buffer.from(body, 'base64url'), fieldContext(place, field, id)).toString('utf8');
      }
      return fields;
    },
  };
}

/** The data keys of all workspaces, unwrapped as they are needed and never written anywhere. */
class Keyring {
  readonly #instanceKey: Uint8Array;
  readonly #instanceKeyId: string;
  readonly #keys: KeyStore;
  readonly #newId: () => string;
  readonly #unwrapped = new Map<string, Buffer>();

  constructor({ instanceKey, keys, newId }: { instanceKey: Uint8Array; keys: KeyStore; newId(): string }) {
    if (instanceKey.length !== 32) throw new Error('The instance key must be 32 bytes long.');
    this.#instanceKey = instanceKey;
    this.#instanceKeyId = createHash('sha256').update(instanceKey).digest('hex').slice(0, 16);
    this.#keys = keys;
    this.#newId = newId;
  }

  /** The newest key of a workspace; a new one where it has none that this instance key wrapped. */
  async forSealing(workspaceId: string): Promise<{ id: string; data: Buffer }> {
    const newest = await this.#keys.newest(workspaceId);
    if (newest !== null && newest.instanceKeyId === this.#instanceKeyId)
      return { id: newest.id, data: this.#unwrap(newest) };
    const id = this.#newId();
    const data = randomBytes(32);
    const wrapped = encrypt(this.#instanceKey, data, keyContext({ id, workspaceId }));
    await this.#keys.add({ id, workspaceId, instanceKeyId: this.#instanceKeyId, wrapped });
    return { id, data };
  }

  async forOpening(id: string): Promise<Buffer> {
    const known = this.#unwrapped.get(id);
    if (known !== undefined) return known;
    const key = await this.#keys.find(id);
    if (key === null) throw new SecretUnreadable('The key of this secret is gone.');
    return this.#unwrap(key);
  }

  #unwrap(key: WrappedKey): Buffer {
    if (key.instanceKeyId !== this.#instanceKeyId) {
      throw new SecretUnreadable('This secret was sealed with another instance key. Set PATCHBAY_KEY to that one.');
    }
    const data = decrypt(this.#instanceKey, Buffer.from(key.wrapped), keyContext(key));
    this.#unwrapped.set(key.id, data);
    return data;
  }
}

/** Every part with its length before it, so no two contexts read alike. */
function context(...parts: string[]): Buffer {
  return Buffer.from(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''), 'utf8');
}

function keyContext(key: { id: string; workspaceId: string }): Buffer {
  return context('workspace key', key.workspaceId, key.id);
}

function fieldContext(place: Place, field: string, keyId: string): Buffer {
  return context('connection field', place.workspaceId, place.connectionId, field, keyId);
}

function encrypt(key: Uint8Array, plain: Uint8Array, authenticated: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  cipher.setAAD(authenticated);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: Uint8Array, sealed: Buffer, authenticated: Uint8Array): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(authenticated);
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch (error) {
    throw new SecretUnreadable('This secret was sealed for something else, or was changed.', { cause: error });
  }
}
