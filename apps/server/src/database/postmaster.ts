import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What `postmaster.pid` says of a server that runs, or ran, on a data folder. */
export type Postmaster = { pid: number; port: number; isReady: boolean };

/** Reads the data folder's `postmaster.pid`; undefined where no server left one. */
export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  // Lines: process id, data folder, start time, port, socket folder, address, shared memory, state.
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0 || !Number.isInteger(port)) return undefined;
  return { pid, port, isReady: lines[7]?.trim() === 'ready' };
}

/** Whether a process of this id is there. It may be another one by now: ids are used again. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
