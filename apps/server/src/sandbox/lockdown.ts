import os from 'node:os';
import { syncBuiltinESMExports } from 'node:module';
import process from 'node:process';

/** What the permission model lets a process do to others, or to itself, and this one never needs. */
const SELDOM = [
  'kill',
  '_kill',
  '_debugProcess',
  '_debugEnd',
  'execve',
  'dlopen',
  'binding',
  '_linkedBinding',
  'setuid',
  'seteuid',
  'setgid',
  'setegid',
  'setgroups',
  'initgroups',
  'loadEnvFile',
  'chdir',
  'umask',
];

/** No user of the system: owns nothing and runs nothing else. */
const NOBODY = 65_534;

/**
 * Gives up, for the rest of this process's life, what it needed to start. Measured under `--permission`: a process may
 * still signal its parent, also so that an inspector opens there, and change its priority; those go here.
 */
export function lockDown(): void {
  becomeNobody();
  for (const name of SELDOM) Object.defineProperty(process, name, { value: undefined });
  Object.defineProperty(os, 'setPriority', { value: undefined });
  syncBuiltinESMExports();
  process.permission.drop('fs.read');
}

/** As root a process may do anything to any other: it is not root any more where it was. */
function becomeNobody(): void {
  if (process.getuid?.() !== 0) return;
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}
