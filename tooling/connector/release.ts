import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { releasedIn } from '../../packages/connectors/src/apps/testing/released.ts';
import { shapeOf } from '../../packages/connectors/src/apps/testing/shape.ts';
import { shapeChanges } from '../../packages/connectors/src/apps/testing/shapeChanges.ts';
import { type LoadedConnector, loadConnector } from './loadConnector.ts';
import { format, writeShape } from './record.ts';
import { Refusal } from './refusal.ts';

const CONNECTORS = 'packages/connectors/src';

type Releasing = {
  root: string;
  name: string;
  /** The commit whose state is what was released so far; the last one unless told. */
  from: string;
};

/**
 * Makes a new version of a connector that has changed: what was released so far is taken from the project's history and kept
 * beside it, for the steps that were built with it, and the version counts up. Gives what to say. Throws Refusal.
 */
export async function release({ root, name, from }: Releasing): Promise<string[]> {
  const folder = join(root, CONNECTORS, 'apps', name);
  if (!existsSync(join(folder, 'index.ts'))) throw new Refusal(`There is no app ${name}.`);
  const released = releasedIn(folder);
  if (released === undefined) throw new Refusal(`Record it first: npm run connector -- record ${name}`);
  const live = await loadConnector(folder, name);
  const shape = shapeOf(live.connector);
  const changes = shapeChanges(released, shape);
  if (!changes.some(({ breaks }) => breaks)) throw new Refusal(nothingToRelease(name, changes.length));
  const { version } = released;
  const next = String(Number(version) + 1);
  const frozen = join(folder, 'versions', version);
  if (existsSync(frozen)) throw new Refusal(`Version ${version} of ${name} is frozen already.`);
  try {
    freeze({ root, folder, version, from });
    await checkFrozen({ frozen, name, from, released: JSON.stringify(released) });
    writeShape({ root, folder: frozen, shape: released });
  } catch (error) {
    rmSync(frozen, { recursive: true, force: true });
    throw error;
  }
  countUp({ folder, next });
  writeShape({ root, folder, shape: { ...shape, version: next } });
  list({ root, name, version, live });
  format(root, [frozen, join(root, CONNECTORS, 'earlierVersions.ts')]);
  return [
    `${name} is version ${next} now. Version ${version} stands in ${relative(root, frozen)}, and steps built with it keep it.`,
    ...changes.map(({ operation, words }) => `  ${operation} ${words}`),
    `Then: npm run connector -- test ${name}; and let the templates that have steps of it take version ${next}.`,
  ];
}

function nothingToRelease(name: string, changes: number): string {
  return changes === 0
    ? `Nothing of ${name} has changed that a flow could notice. It needs no new version.`
    : `What has changed of ${name} is only more of it: steps that are there go on. Record it: npm run connector -- record ${name}`;
}

/** Writes the files of a commit into the folder of their version, with their imports as they have to be from there. */
function freeze({
  root,
  folder,
  version,
  from,
}: {
  root: string;
  folder: string;
  version: string;
  from: string;
}): void {
  const place = relative(root, folder);
  const files = git(root, ['ls-tree', '-r', '--name-only', from, '--', place]).toString().split('\n').filter(Boolean);
  const kept = files.map((file) => posix.relative(place, file)).filter((file) => !file.startsWith('versions/'));
  if (kept.length === 0) throw new Refusal(`The project's history has no ${place} at ${from}.`);
  for (const file of kept) {
    const content = git(root, ['show', `${from}:${place}/${file}`]);
    const target = join(folder, 'versions', version, file);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, file.endsWith('.ts') ? moved(content.toString(), file) : content);
  }
}

/** The path of a relative import. */
const IMPORTED = /(?<=(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)['"])\.{1,2}\/[^'"]+(?=['"])/g;

/** What is imported from outside the folder is two folders further away; what is in it moves along. */
export function moved(source: string, file: string): string {
  return source.replace(IMPORTED, (path) => {
    const isOutside = posix.join(posix.dirname(file), path).startsWith('../');
    return isOutside ? `../../${path}` : path;
  });
}

type Frozen = { frozen: string; name: string; from: string; released: string };

/** What was frozen has to be what was recorded: a change that breaks steps may be in the history already. */
async function checkFrozen({ frozen, name, from, released }: Frozen): Promise<void> {
  const { connector } = await loadConnector(frozen, name);
  const changes = shapeChanges(JSON.parse(released), shapeOf(connector));
  const [first] = changes;
  if (first === undefined) return;
  throw new Refusal(
    [
      `At ${from}, ${name} is not what was released: ${first.operation} ${first.words}.`,
      `Name the last commit at which it was: npm run connector -- release ${name} --from COMMIT`,
    ].join('\n'),
  );
}

function countUp({ folder, next }: { folder: string; next: string }): void {
  const file = join(folder, 'index.ts');
  const source = readFileSync(file, 'utf8');
  const counted = source.replace(/(\bversion: )'[^']*'/, `$1'${next}'`);
  if (counted === source) throw new Refusal(`index.ts does not say its version. Write it there: version: '${next}'.`);
  writeFileSync(file, counted);
}

type Listing = { root: string; name: string; version: string; live: LoadedConnector };

function list({ root, name, version, live: { constant } }: Listing): void {
  const file = join(root, CONNECTORS, 'earlierVersions.ts');
  writeFileSync(file, withVersion(readFileSync(file, 'utf8'), { name, version, constant }));
}

/** The list of earlier versions with one more at its end. */
export function withVersion(source: string, added: { name: string; version: string; constant: string }): string {
  const { name, version, constant } = added;
  const entry = `  '${name}@${version}': async () => (await import('./apps/${name}/versions/${version}/index.ts')).${constant},\n`;
  const opened = source.replace(/\{\};\s*$/, '{\n};\n');
  const end = opened.lastIndexOf('};');
  return `${opened.slice(0, end)}${entry}${opened.slice(end)}`;
}

function git(root: string, args: readonly string[]): Buffer {
  try {
    return execFileSync('git', args, { cwd: root, maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    throw new Refusal(
      `What was released is read from the project's history, and git does not give it: ${String(error)}`,
    );
  }
}
