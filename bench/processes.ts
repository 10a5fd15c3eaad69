import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A program that prints `ready at URL` and then serves there. */
export type Served = { url: string; pid: number; stop(): Promise<void> };

export function serve(file: string, options: { args?: string[]; env?: Record<string, string> } = {}): Promise<Served> {
  const child = spawn(process.execPath, [...(options.args ?? []), file], {
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const url = /ready at (http:\/\/[\w.:]+)/.exec(text)?.[1];
      if (url !== undefined) resolve({ url, pid: child.pid ?? 0, stop: () => stop(child) });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code} before it was ready:\n${text}`)));
  });
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

const CLOCK_TICKS_PER_SECOND = 100;

/** CPU seconds (user and system) that a process and its living descendants have used; undefined where there is no /proc. */
export function cpuSeconds(pid: number): number | undefined {
  const all = readProcesses();
  if (all === undefined) return undefined;
  const tree = [pid];
  for (const parent of tree) for (const [id, { ppid }] of all) if (ppid === parent) tree.push(id);
  return tree.reduce((sum, id) => sum + (all.get(id)?.ticks ?? 0), 0) / CLOCK_TICKS_PER_SECOND;
}

function readProcesses(): Map<number, { ppid: number; ticks: number }> | undefined {
  const found = new Map<number, { ppid: number; ticks: number }>();
  let names: string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return undefined;
  }
  for (const name of names.filter((entry) => /^\d+$/.test(entry))) {
    const stat = readProc(name, 'stat');
    if (stat === undefined) continue;
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, ppid = 0] = fields;
    // utime, stime and the same of children that ended.
    found.set(Number(name), { ppid, ticks: fields.slice(11, 15).reduce((a, b) => a + b, 0) });
  }
  return found;
}

function readProc(pid: number | string, file: 'stat' | 'status'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined; // The process ended between the listing and the reading.
  }
}

/** Megabytes of memory that a process has in use now, without its children; undefined where there is no /proc. */
export function residentMb(pid: number): number | undefined {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readProc(pid, 'status') ?? '')?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
