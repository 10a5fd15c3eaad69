import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from './usage.ts';

/** The text of a file. Throws UsageError where there is none to read. */
export function readText(path: string): Promise<string> {
  return readFile(resolve(path), 'utf8').catch((cause: unknown) => {
    throw new UsageError(`The file ${path} cannot be read.`, { cause });
  });
}
