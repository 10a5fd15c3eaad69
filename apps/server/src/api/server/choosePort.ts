import { createServer } from 'node:net';
import { StartError } from '../../startError.ts';

/** How far from the port that was asked for another one is looked for. */
const MOST_TRIES = 100;

/** The port to listen on: the one asked for, or the next one that is free. Throws StartError where none is, or may be. */
export async function choosePort({ port, host }: { port: number; host: string }): Promise<number> {
  for (let candidate = port; candidate < port + MOST_TRIES && candidate <= 65_535; candidate += 1) {
    const refusal = await tryPort(candidate, host);
    if (refusal === undefined) return candidate;
    if (refusal === 'EACCES')
      throw new StartError(`Port ${candidate} needs rights you do not have. Set PORT to one above 1023.`);
    if (refusal !== 'EADDRINUSE') throw new StartError(`Patchbay cannot listen on ${host} (${refusal}). Check HOST.`);
  }
  throw new StartError(`The ports from ${port} on are all taken. Set PORT to another one.`);
}

/** Why the port cannot be listened on; undefined when it can. */
function tryPort(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}
