import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { OpenConnection } from '../vault/signRequest.ts';

const main = fileURLToPath(new URL('./process.fixture.ts', import.meta.url));

const started = new Set<ChildProcess>();

/** Ends what a failed test has left running, frozen or not. For `afterEach`. */
export function killLeftProcesses(): void {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
}

/**
 * A process that runs flows from this database. `instance` is what stays the same when it is started again, `heapMb` what it
 * may hold in memory before it dies of it.
 */
export async function startProcess(databaseUrl: string, instance: string, heapMb?: number) {
  const flags = heapMb === undefined ? [] : [`--max-old-space-size=${heapMb}`];
  const child = spawn(process.execPath, [...flags, main, databaseUrl, instance], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  started.add(child);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^ready (.+)$/.exec(line)?.[1];
    if (url === undefined) continue;
    return {
      url,
      /** As a power cut would: nothing gets to say goodbye. */
      kill: async () => {
        child.kill('SIGKILL');
        await gone;
      },
      /** Frozen: not dead, and not answering. */
      freeze: () => child.kill('SIGSTOP'),
      thaw: () => child.kill('SIGCONT'),
      stop: async () => {
        child.kill('SIGTERM');
        await gone;
      },
    };
  }
  throw new Error('The process ended before it was ready.');
}

const LOOK_MS = 20;

/**
 * Resolves with the first value that is not undefined; rejects after `withinMs`, which is named only where it states something.
 * Looks every 20 ms, and counts the looks: what a machine that has a lot else to do takes for a look is not in it.
 */
export async function eventually<T>(look: () => Promise<T | undefined> | T | undefined, withinMs = 60_000): Promise<T> {
  for (let looks = 0; looks * LOOK_MS < withinMs; looks += 1) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_MS);
    });
  }
  throw new Error(`It did not happen within ${withinMs} ms.`);
}

/**
 * Gives how long this process has waited since, in milliseconds, as the turns of a timer: what the machine did to let none
 * go by is not in it. For what happens in this process.
 */
export function turnClock(): () => number {
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, LOOK_MS).unref();
  return () => {
    clearInterval(timer);
    return turns * LOOK_MS;
  };
}

/** What limits no requests, and what never has to renew a secret: for tests of something else. */
export const unlimited = { admit: () => undefined, pause: () => undefined };
export const lasting = {
  ready: async (account: OpenConnection) => account,
  refused: async () => undefined,
  broken: async () => true,
};
