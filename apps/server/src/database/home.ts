import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../startError.ts';

/** Makes the data folder where it is not there yet. Throws StartError where it cannot be written to. */
export async function prepareHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new StartError(
      `Patchbay cannot write to ${home}. Give yourself the right to write there, or set PATCHBAY_HOME to another folder.`,
      { cause },
    );
  }
}

/** The instance key kept in `home`: 32 bytes, made once, readable by its owner only. */
export async function instanceKeyIn(home: string): Promise<Uint8Array> {
  const text = await secretIn(home, 'key');
  const key = Buffer.from(text, 'base64');
  if (key.length !== 32)
    throw new StartError(`The instance key in ${join(home, 'key')} is damaged. Restore it from a backup.`);
  return key;
}

/** The instance key before the one in `home`, until it is dropped; none where there was none. */
export async function olderKeysIn(home: string): Promise<Uint8Array[]> {
  try {
    return [Buffer.from((await readFile(join(home, OLDER), 'utf8')).trim(), 'base64')].filter(
      (key) => key.length === 32,
    );
  } catch (error) {
    if (isCode(error, 'ENOENT')) return [];
    throw error;
  }
}

const OLDER = 'key.old';

/**
 * Keeps a new instance key and gives the path of its file. Where the key is set by PATCHBAY_KEY (`isSet`), in a file beside
 * the one that Patchbay reads, for whoever runs it to take from there; else over the one before, which stays as `key.old`.
 */
export async function keepInstanceKey(home: string, key: Uint8Array, { isSet }: { isSet: boolean }): Promise<string> {
  const text = Buffer.from(key).toString('base64url');
  const file = join(home, isSet ? 'key.new' : 'key');
  if (!isSet) {
    const before = await secretIn(home, 'key');
    if (before === text) return file;
    await writeDurably(join(home, OLDER), before);
  }
  await writeDurably(file, text);
  return file;
}

/** Forgets the instance key before the one in `home`. */
export function dropOlderKey(home: string): Promise<void> {
  return rm(join(home, OLDER), { force: true });
}

/** Whole or not at all, also when the power goes. */
async function writeDurably(file: string, text: string): Promise<void> {
  const arriving = `${file}.${process.pid}`;
  const handle = await open(arriving, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(arriving, file);
}

/** 32 random bytes in base64url, kept in a file of `folder` with mode 0600 and made at the first asking. */
export async function secretIn(folder: string, name: string): Promise<string> {
  const file = join(folder, name);
  const made = randomBytes(32).toString('base64url');
  try {
    // "wx" fails where the file is there already, so two processes that start together agree on one secret.
    await writeFile(file, made, { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return (await readFile(file, 'utf8')).trim();
    throw error;
  }
}

/** Whether an error has this code, as Node's and PostgreSQL's have. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** A name for this installation, made once. */
export function installationIn(home: string): Promise<string> {
  return secretIn(home, 'installation');
}
