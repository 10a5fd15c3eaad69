import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './scenario.ts';

/** What a process needs of the code, with what is installed beside it. */
const COPIED = ['apps/server', 'packages', 'prisma'];

/** Runs `act` on a copy of the code with one fault in it. Throws when the place of the fault is not there any more. */
export async function withMutant<T>(root: string, mutant: Mutant, act: (copy: string) => Promise<T>): Promise<T> {
  const copy = mkdtempSync(join(tmpdir(), 'patchbay-mutant-'));
  try {
    for (const folder of COPIED) {
      cpSync(join(root, folder), join(copy, folder), { recursive: true, verbatimSymlinks: true });
    }
    for (const name of readdirSync(root)) {
      if (name === 'node_modules' || name.endsWith('.json')) symlinkSync(join(root, name), join(copy, name));
    }
    const file = join(copy, mutant.file);
    const text = readFileSync(file, 'utf8');
    if (text.split(mutant.find).length !== 2) throw new Error(`${mutant.file} has not once: ${mutant.find}`);
    writeFileSync(file, text.replace(mutant.find, mutant.put));
    return await act(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
