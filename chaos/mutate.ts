import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from './scenario.ts';

/** What a process needs of the code, with what is installed beside it. */
const COPIED = ['apps/server', 'packages', 'prisma'];

/** Runs `act` on a copy of the code with these faults in it. Throws when the place of one is not there any more. */
export async function withFaults<T>(
  root: string,
  faults: readonly Fault[],
  act: (copy: string) => Promise<T>,
): Promise<T> {
  const copy = mkdtempSync(join(tmpdir(), 'patchbay-mutant-'));
  try {
    for (const folder of COPIED) {
      cpSync(join(root, folder), join(copy, folder), { recursive: true, verbatimSymlinks: true });
    }
    for (const name of readdirSync(root)) {
      if (name === 'node_modules' || name.endsWith('.json')) symlinkSync(join(root, name), join(copy, name));
    }
    for (const fault of faults) put(copy, fault);
    return await act(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function put(copy: string, { file, find, put: other }: Fault): void {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(find).length !== 2) throw new Error(`${file} has not once: ${find}`);
  writeFileSync(path, text.replace(find, other));
}
