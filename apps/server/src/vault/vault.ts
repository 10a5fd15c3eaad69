import { randomBytes } from 'node:crypto';
import { context, decrypt, encrypt, KEY_BYTES, SecretUnreadable } from './envelope.ts';
import { type FollowingKey, InstanceKeys } from './InstanceKeys.ts';

/** A workspace's data key as it is stored: wrapped by the instance key named in `instanceKeyId`. */
export type WrappedKey = { id: string; workspaceId: string; instanceKeyId: string; wrapped: Uint8Array };

/** Where wrapped keys are kept. */
export type KeyStore = {
  /** The newest one of a workspace; null before its first secret. */
  newest(workspaceId: string): Promise<WrappedKey | null>;
  find(keyId: string): Promise<WrappedKey | null>;
  /** False, and nothing is kept, where an instance key other than `newest` has come to be the newest meanwhile. */
  add(key: WrappedKey, newest: string | null): Promise<boolean>;
  /** The instance keys that have followed others, from the oldest to the newest. */
  following(): Promise<readonly FollowingKey[]>;
};

/** Field name to sealed text: `v1.<key id>.<nonce, tag and ciphertext in base64url>`. */
export type Sealed = Record<string, string>;

/** Secrets go in and come out sealed; only the signing of outgoing requests opens them. */
export type Vault = {
  seal(place: Place, fields: Record<string, string>): Promise<Sealed>;
  /** Throws SecretUnreadable when it was sealed for another place, by another instance, or was changed. */
  open(place: Place, sealed: Sealed): Promise<Record<string, string>>;
  /** Gives a workspace another key, which seals from now on. Those before it still open what they sealed. */
  renewKey(workspaceId: string): Promise<string>;
};

export type Place = { workspaceId: string; connectionId: string };

export type VaultOptions = {
  /** 32 bytes. */
  instanceKey: Uint8Array;
  /** Those that were the instance key before. */
  olderKeys?: readonly Uint8Array[] | undefined;
  keys: KeyStore;
  newId(): string;
};

/**
 * Envelope encryption: each field is sealed by its workspace's key, which is wrapped by the instance key. What a secret is
 * for (workspace, connection, field, key) is authenticated with it, so a sealed text moved elsewhere does not open.
 */
export function createVault(options: VaultOptions): Vault {
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
    renewKey: async (workspaceId) => (await keyring.make(workspaceId)).id,
  };
}

/** The id of the key that a sealed text names. */
export function keyIdIn(sealed: string): string | undefined {
  return sealed.split('.')[1];
}

/** What the key of a workspace is wrapped for. */
export function keyContext(key: { id: string; workspaceId: string }): Buffer {
  return context('workspace key', key.workspaceId, key.id);
}

/** The data keys of all workspaces, unwrapped as they are needed and never written anywhere. */
class Keyring {
  readonly #instanceKeys: InstanceKeys;
  readonly #keys: KeyStore;
  readonly #newId: () => string;
  readonly #unwrapped = new Map<string, Buffer>();

  constructor({ instanceKey, olderKeys = [], keys, newId }: VaultOptions) {
    this.#instanceKeys = new InstanceKeys([instanceKey, ...olderKeys], () => keys.following());
    this.#keys = keys;
    this.#newId = newId;
  }

  /** The newest key of a workspace; a new one where it has none that can be opened. */
  async forSealing(workspaceId: string): Promise<{ id: string; data: Buffer }> {
    const newest = await this.#keys.newest(workspaceId);
    if (newest === null) return this.make(workspaceId);
    try {
      return { id: newest.id, data: this.#unwrapped.get(newest.id) ?? (await this.#unwrap(newest)) };
    } catch (error) {
      if (error instanceof SecretUnreadable) return this.make(workspaceId);
      throw error;
    }
  }

  async make(workspaceId: string): Promise<{ id: string; data: Buffer }> {
    const id = this.#newId();
    const data = randomBytes(KEY_BYTES);
    for (;;) {
      const { id: instanceKeyId, key, newest } = await this.#instanceKeys.current();
      const wrapped = encrypt(key, data, keyContext({ id, workspaceId }));
      if (await this.#keys.add({ id, workspaceId, instanceKeyId, wrapped }, newest)) break;
    }
    this.#unwrapped.set(id, data);
    return { id, data };
  }

  async forOpening(id: string): Promise<Buffer> {
    const known = this.#unwrapped.get(id);
    if (known !== undefined) return known;
    const key = await this.#keys.find(id);
    if (key === null) throw new SecretUnreadable('The key of this secret is gone.');
    return this.#unwrap(key);
  }

  async #unwrap(key: WrappedKey): Promise<Buffer> {
    const instanceKey = await this.#instanceKeys.find(key.instanceKeyId);
    const data = decrypt(instanceKey, key.wrapped, keyContext(key));
    this.#unwrapped.set(key.id, data);
    return data;
  }
}

function fieldContext(place: Place, field: string, keyId: string): Buffer {
  return context('connection field', place.workspaceId, place.connectionId, field, keyId);
}
