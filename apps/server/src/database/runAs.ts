import { execFileSync, type SpawnOptions, spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from '../startError.ts';

/** How a program of PostgreSQL's is started: with which command, before its own arguments, as whom. */
export type RunAs = { command(program: string): readonly [string, string[]]; options: SpawnOptions };

const asOurselves: RunAs = { command: (program) => [program, []], options: {} };

/**
 * PostgreSQL refuses to run as root. For root (in a container, usually) it runs as the user `postgres` or else
 * `nobody`, who is given `folder`. Where that user may not even pass the folders above, as in `/root`, it is also given
 * the one right to pass them.
 */
export function runAs({ program, folder }: { program: string; folder: string }): RunAs {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return asOurselves;
  const uid = idOf('-u', 'postgres') ?? idOf('-u', 'nobody');
  const gid = idOf('-g', 'postgres') ?? idOf('-g', 'nobody');
  if (uid === undefined || gid === undefined) {
    throw new StartError(
      'PostgreSQL does not run as root, and there is no user postgres or nobody to run it as. Add one.',
    );
  }
  chownSync(folder, uid, gid);
  const plain: RunAs = { command: (name) => [name, []], options: { uid, gid } };
  if (works(plain, program, folder)) return plain;
  const rights = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const prefix = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...rights, '--'];
  const passing: RunAs = { command: (name) => ['setpriv', [...prefix, name]], options: {} };
  if (works(passing, program, folder)) return passing;
  throw new StartError(
    `PostgreSQL does not run as root, and no other user may enter ${dirname(folder)}. ` +
      'Start Patchbay as another user, or set PATCHBAY_HOME to a folder everybody may enter.',
  );
}

/** Whether that user may start the program and enter the folder, whose parents may be closed to it. */
function works({ command, options }: RunAs, program: string, folder: string): boolean {
  const succeeds = (name: string, args: readonly string[]) => {
    const [file, before] = command(name);
    return spawnSync(file, [...before, ...args], { ...options, cwd: '/', stdio: 'ignore' }).status === 0;
  };
  return succeeds(program, ['--version']) && succeeds('/bin/sh', ['-c', 'cd "$1"', 'sh', folder]);
}

function idOf(flag: '-u' | '-g', user: string): number | undefined {
  try {
    return Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  } catch {
    return undefined;
  }
}
