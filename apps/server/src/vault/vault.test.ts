import { randomBytes } from 'node:crypto';
import { assert, asyncProperty, dictionary, string, stringMatching } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SecretUnreadable } from './envelope.ts';
import { createVault, type KeyStore, type WrappedKey } from './vault.ts';

function memoryKeys(): KeyStore & { kept: WrappedKey[] } {
  const kept: WrappedKey[] = [];
  return {
    kept,
    newest: async (workspaceId) => kept.findLast((key) => key.workspaceId === workspaceId) ?? null,
    find: async (id) => kept.find((key) => key.id === id) ?? null,
    add: async (key) => kept.push(key) > 0,
    following: async () => [],
  };
}

function open(keys = memoryKeys(), instanceKey: Uint8Array = randomBytes(32)) {
  return { keys, instanceKey, vault: createVault({ instanceKey, keys, newId: () => `key-${keys.kept.length + 1}` }) };
}
const here = { workspaceId: 'w', connectionId: 'c' };

describe('a vault', () => {
  it('gives back what was sealed, whatever it is', async () => {
    const { vault } = open();
    await assert(
      asyncProperty(dictionary(stringMatching(/^[a-z]{1,9}$/), string({ unit: 'grapheme' })), async (fields) => {
        expect(await vault.open(here, await vault.seal(here, fields))).toEqual({ ...fields });
      }),
    );
  });

  it('never shows a secret in what is kept, and seals the same one differently each time', async () => {
    const { vault, keys } = open();
    const [one, other] = [await vault.seal(here, { token: 'sesame' }), await vault.seal(here, { token: 'sesame' })];
    expect(JSON.stringify([one, keys.kept])).not.toContain('sesame');
    expect(one.token).not.toBe(other.token);
  });

  it.each([
    ['another connection', { workspaceId: 'w', connectionId: 'd' }],
    ['another workspace', { workspaceId: 'v', connectionId: 'c' }],
    ['names that only look alike when joined', { workspaceId: 'wc', connectionId: '' }],
  ])('does not open a secret moved to %s', async (_where, there) => {
    const { vault } = open();
    await expect(vault.open(there, await vault.seal(here, { token: 'x' }))).rejects.toBeInstanceOf(SecretUnreadable);
  });

  it('does not open a secret moved to another field, or changed in any character', async () => {
    const { vault } = open();
    const { token = '' } = await vault.seal(here, { token: 'sesame' });
    await expect(vault.open(here, { password: token })).rejects.toBeInstanceOf(SecretUnreadable);
    const body = token.lastIndexOf('.') + 1;
    for (let i = body; i < token.length - 1; i += 1) {
      const changed = token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1);
      await expect(vault.open(here, { token: changed })).rejects.toBeInstanceOf(SecretUnreadable);
    }
  });

  it('opens what it sealed before a restart', async () => {
    const { vault, keys, instanceKey } = open();
    const sealed = await vault.seal(here, { token: 'sesame' });
    expect(await open(keys, instanceKey).vault.open(here, sealed)).toEqual({ token: 'sesame' });
  });

  it('says so when the instance key is another one, and seals anew with that one', async () => {
    const { vault, keys } = open();
    const sealed = await vault.seal(here, { token: 'sesame' });
    const other = open(keys).vault;
    await expect(other.open(here, sealed)).rejects.toThrow(/PATCHBAY_KEY/);
    expect(await other.open(here, await other.seal(here, { token: 'new' }))).toEqual({ token: 'new' });
  });

  it('keeps one key a workspace', async () => {
    const { vault, keys } = open();
    for (const workspaceId of ['v', 'w', 'v']) await vault.seal({ workspaceId, connectionId: 'c' }, { token: 'x' });
    expect(keys.kept.map((key) => key.workspaceId)).toEqual(['v', 'w']);
  });
});
