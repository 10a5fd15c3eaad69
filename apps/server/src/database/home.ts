import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
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
