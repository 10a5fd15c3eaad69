import { context, decrypt, encrypt, KEY_BYTES, keyIdOf, SecretUnreadable } from './envelope.ts';

/** A key that followed another one, as it is stored; without `wrapped` once the older ones have been dropped. */
export type FollowingKey = { id: string; wrappedBy: string | null; wrapped: Uint8Array | null };

/** An instance key with its name. */
export type InstanceKey = { id: string; key: Uint8Array };

/**
 * The instance keys that this process can use: those it was started with, and those that have followed them since. A
 * following key is wrapped by the one before it, so a rotation reaches every process that runs without a restart.
 */
export class InstanceKeys {
  readonly #first: InstanceKey;
  readonly #second: InstanceKey | undefined;
  readonly #known = new Map<string, Uint8Array>();
  readonly #following: () => Promise<readonly FollowingKey[]>;

  /** `given`: 32 bytes each, the current one first. `following`: from the oldest to the newest. */
  constructor(given: readonly Uint8Array[], following: () => Promise<readonly FollowingKey[]>) {
    const [first, second] = given;
    if (first === undefined || given.some(({ length }) => length !== KEY_BYTES))
      throw new Error('The instance key must be 32 bytes long.');
    for (const key of given) this.#known.set(keyIdOf(key), key);
    this.#first = { id: keyIdOf(first), key: first };
    this.#second = second && { id: keyIdOf(second), key: second };
    this.#following = following;
  }

  /** The one this process was told to use. */
  get first(): InstanceKey {
    return this.#first;
  }

  /** The one that was current before, where this process was told. */
  get second(): InstanceKey | undefined {
    return this.#second;
  }

  /** Throws SecretUnreadable where this process can know no such key. */
  async find(id: string): Promise<Uint8Array> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    this.#follow(await this.#following());
    const found = this.#known.get(id);
    if (found !== undefined) return found;
    throw new SecretUnreadable('This secret was sealed with another instance key. Set PATCHBAY_KEY to that one.');
  }

  /** The one to wrap new keys by, and the newest there is by name (null: none has followed yet). */
  async current(): Promise<InstanceKey & { newest: string | null }> {
    const following = await this.#following();
    this.#follow(following);
    const newest = following.at(-1)?.id ?? null;
    const key = newest === null ? undefined : this.#known.get(newest);
    return newest === null || key === undefined ? { ...this.#first, newest } : { id: newest, key, newest };
  }

  #follow(following: readonly FollowingKey[]): void {
    for (const { id, wrappedBy, wrapped } of following) {
      const before = wrappedBy === null ? undefined : this.#known.get(wrappedBy);
      if (wrapped === null || before === undefined || this.#known.has(id)) continue;
      const key = decrypt(before, wrapped, followingContext(id));
      // Whoever can write to the database could else have secrets sealed by a key of theirs.
      if (keyIdOf(key) === id) this.#known.set(id, key);
    }
  }
}

/** A following key as it is stored, wrapped by the one before. */
export function followedBy(before: InstanceKey, key: Uint8Array): FollowingKey & { wrapped: Uint8Array } {
  const id = keyIdOf(key);
  return { id, wrappedBy: before.id, wrapped: encrypt(before.key, key, followingContext(id)) };
}

function followingContext(id: string): Buffer {
  return context('instance key', id);
}
