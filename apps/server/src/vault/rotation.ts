import { randomBytes } from 'node:crypto';
import { context, decrypt, encrypt, KEY_BYTES } from './envelope.ts';
import { type FollowingKey, followedBy, type InstanceKey, type InstanceKeys } from './InstanceKeys.ts';
import { keyContext, type KeyStore, keyIdIn, type Place, type Sealed, type Vault, type WrappedKey } from './vault.ts';

/** A rotation that cannot begin or end, and what is to be done first. */
export class RotationRefused extends Error {
  override readonly name = 'RotationRefused';
}

const NOT_CURRENT =
  'Patchbay is set up here with an instance key that is not the newest. Set PATCHBAY_KEY to the newest one first.';

/** What the instance signs cookies and addresses with, as it is stored. */
export type WrappedSecret = { instanceKeyId: string; wrapped: Uint8Array };

/** A sealed value and where it stands. */
export type SealedValue = { place: Place; sealed: Sealed; key: string };

/** What rotations read and write. */
export type RotationStore = Pick<KeyStore, 'following'> & {
  /** Keeps a following key as the newest. False where another one has come to be so meanwhile. */
  follow(key: FollowingKey, newest: string | null): Promise<boolean>;
  isFinished(id: string): Promise<boolean>;
  finish(id: string): Promise<void>;
  /** How many keys of workspaces others than this one wrap. */
  left(instanceKeyId: string): Promise<number>;
  /** Some of them, locked while `rewrap` wraps them anew. How many there were. */
  rewrapSome(instanceKeyId: string, rewrap: (key: WrappedKey) => Promise<WrappedKey>): Promise<number>;
  secret(name: string): Promise<WrappedSecret | null>;
  /** Keeps a secret over the one there was; null: where there is none. */
  keepSecret(name: string, secret: WrappedSecret, before: WrappedSecret | null): Promise<void>;
  /** Forgets how a newer key is reached from an older one. */
  cutOff(): Promise<void>;
  /** Removes keys of workspaces that were followed an hour ago and that nothing is sealed by. How many. */
  removeUnused(): Promise<number>;
  workspaces(): Promise<string[]>;
  /** Values of a workspace that another key than `keyId` sealed, some at a time. */
  sealedBefore(workspaceId: string, keyId: string): Promise<SealedValue[]>;
  /** Keeps a value sealed anew, unless it was changed meanwhile. */
  reseal(before: SealedValue, sealed: Sealed): Promise<boolean>;
};

export type Rotation = {
  store: RotationStore;
  instanceKeys: InstanceKeys;
  onProgress(done: number, all: number): void;
};

const SIGNING = 'signing';

/** What cookies and addresses are signed with: it outlives the instance key, so a rotation signs nobody out. */
export async function signingKeyOf({ store, instanceKeys }: Omit<Rotation, 'onProgress'>): Promise<Uint8Array> {
  if ((await store.secret(SIGNING)) === null) {
    const { id, key } = await instanceKeys.current();
    await store.keepSecret(SIGNING, wrappedSecret({ id, key }, instanceKeys.first.key), null);
  }
  const secret = await store.secret(SIGNING);
  if (secret === null) return instanceKeys.first.key;
  try {
    return decrypt(await instanceKeys.find(secret.instanceKeyId), secret.wrapped, context('instance secret', SIGNING));
  } catch {
    // With another instance key nothing that was signed or sealed before is good any more, but Patchbay starts.
    return instanceKeys.first.key;
  }
}

/**
 * Makes a new instance key and wraps the keys of all workspaces by it, while others read and write. Stopped on the way, the
 * next call goes on. `keep` is given the new key before this is over; the older ones open nothing new from then on.
 */
export async function rotateInstanceKey(
  { store, instanceKeys, onProgress }: Rotation,
  keep: (key: InstanceKey) => Promise<void>,
): Promise<{ id: string; rewrapped: number; wasUnderWay: boolean }> {
  const { next, wasUnderWay } = await nextKey({ store, instanceKeys });
  const all = await store.left(next.id);
  let rewrapped = 0;
  for (;;) {
    const count = await rewrapSome({ store, instanceKeys }, next);
    if (count === 0) break;
    rewrapped += count;
    onProgress(rewrapped, Math.max(all, rewrapped));
  }
  await rewrapSigning({ store, instanceKeys }, next);
  await keep(next);
  await store.finish(next.id);
  return { id: next.id, rewrapped, wasUnderWay };
}

type Reached = Pick<Rotation, 'store' | 'instanceKeys'>;

async function nextKey({ store, instanceKeys }: Reached): Promise<{ next: InstanceKey; wasUnderWay: boolean }> {
  for (;;) {
    const current = await instanceKeys.current();
    if (current.newest !== null && current.newest !== current.id) throw new RotationRefused(NOT_CURRENT);
    if (current.newest !== null && !(await store.isFinished(current.newest)))
      return { next: current, wasUnderWay: true };
    const { first, second } = instanceKeys;
    // A newer key that was set before an older one is the one to go to.
    const isGiven = second !== undefined && !(await hasFollowed(store, first.id));
    const key = isGiven ? first.key : randomBytes(KEY_BYTES);
    const following = followedBy(isGiven && current.newest === null ? second : current, key);
    if (await store.follow(following, current.newest)) return { next: { id: following.id, key }, wasUnderWay: false };
  }
}

async function hasFollowed(store: RotationStore, id: string): Promise<boolean> {
  return (await store.following()).some((known) => known.id === id || known.wrappedBy === id);
}

function rewrapSome({ store, instanceKeys }: Reached, next: InstanceKey): Promise<number> {
  return store.rewrapSome(next.id, async (wrapped) => {
    const data = decrypt(await instanceKeys.find(wrapped.instanceKeyId), wrapped.wrapped, keyContext(wrapped));
    return { ...wrapped, instanceKeyId: next.id, wrapped: encrypt(next.key, data, keyContext(wrapped)) };
  });
}

async function rewrapSigning({ store, instanceKeys }: Reached, next: InstanceKey): Promise<void> {
  const signing = await signingKeyOf({ store, instanceKeys });
  const before = await store.secret(SIGNING);
  await store.keepSecret(SIGNING, wrappedSecret(next, signing), before);
}

function wrappedSecret({ id, key }: InstanceKey, secret: Uint8Array): WrappedSecret {
  return { instanceKeyId: id, wrapped: encrypt(key, secret, context('instance secret', SIGNING)) };
}

/**
 * Makes the older instance keys worth nothing: with them, nothing in the database opens any more. Throws RotationRefused
 * where this process was not started with the newest one, for it would not start again, and before a rotation is over.
 */
export async function dropOlderKeys({ store, instanceKeys }: Reached): Promise<{ removedWorkspaceKeys: number }> {
  const { id, key, newest } = await instanceKeys.current();
  if (newest === null || instanceKeys.first.id !== newest) throw new RotationRefused(NOT_CURRENT);
  if (!(await store.isFinished(newest)))
    throw new RotationRefused('The last rotation was not finished. Run "keys rotate" again first.');
  // What a process that had not heard of the new key yet has wrapped meanwhile.
  while ((await rewrapSome({ store, instanceKeys }, { id, key })) > 0);
  await store.cutOff();
  return { removedWorkspaceKeys: await store.removeUnused() };
}

/** Gives every workspace, or one, a new key and seals what it holds by it, while others read and write. */
export async function rotateWorkspaceKeys(
  { store, vault, onProgress }: Pick<Rotation, 'store' | 'onProgress'> & { vault: Vault },
  only?: string,
): Promise<{ workspaces: number; resealed: number }> {
  const workspaces = only === undefined ? await store.workspaces() : [only];
  let resealed = 0;
  for (const [done, workspaceId] of workspaces.entries()) {
    const keyId = await vault.renewKey(workspaceId);
    resealed += await resealAll(workspaceId, keyId, { store, vault });
    onProgress(done + 1, workspaces.length);
  }
  return { workspaces: workspaces.length, resealed };
}

async function resealAll(
  workspaceId: string,
  keyId: string,
  { store, vault }: { store: RotationStore; vault: Vault },
): Promise<number> {
  let resealed = 0;
  for (;;) {
    const values = await store.sealedBefore(workspaceId, keyId);
    if (values.length === 0) return resealed;
    for (const value of values) {
      const fields = await vault.open(value.place, value.sealed);
      // Where it was changed meanwhile, that was by the new key, or the next round sees it.
      if (await store.reseal(value, await vault.seal(value.place, fields))) resealed += 1;
    }
  }
}

/** Whether another key than this one has sealed some of the fields. */
export function isSealedBefore(sealed: Sealed, keyId: string): boolean {
  return Object.values(sealed).some((text) => keyIdIn(text) !== keyId);
}
