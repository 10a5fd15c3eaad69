import { createServer } from 'node:net';
import { StartError } from '../../startError.ts';

/** How far from the port that was asked for another one is looked for. */
const MOST_TRIES = 100;

/** A port that is held for this process until `release`, so that two that start together do not choose the same one. */
export type HeldPort = { port: number; release(): Promise<void> };

/** The port to listen on: the one asked for, or the next one that is free. Throws StartError where none is, or may be. */
export async function choosePort({ port, host }: { port: number; host: string }): Promise<HeldPort> {
  for (let candidate = port; candidate < port + MOST_TRIES && candidate <= 65_535; candidate += 1) {
    const held = await holdPort(candidate, host);
    if (typeof held !== 'string') return held;
    const refusal = held;
    if (refusal === 'EACCES')
      throw new StartError(`Port ${candidate} needs rights you do not have. Set PORT to one above 1023.`);
    if (refusal !== 'EADDRINUSE') throw new StartError(`Patchbay cannot listen on ${host} (${refusal}). Check HOST.`);
  }
  throw new StartError(`The ports from ${port} on are all taken. Set PORT to another one.`);
}

/** The port, held; or why it cannot be listened on. */
function holdPort(port: number, host: string): Promise<HeldPort | string> {
  return new Promise((resolve) => {
    // Whoever comes too early is sent away at once: one that stayed would keep the port from being let go of.
    const holder = createServer((early) => early.resetAndDestroy());
    const release = () => new Promise<void>((released) => void holder.close(() => released()));
    holder.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    holder.listen(port, host, () => resolve({ port, release }));
  });
}
