import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, releasedIn } from '../../packages/connectors/src/apps/testing/released.ts';
import { type Shape, shapeOf } from '../../packages/connectors/src/apps/testing/shape.ts';
import { shapeChanges } from '../../packages/connectors/src/apps/testing/shapeChanges.ts';
import { loadConnector } from './loadConnector.ts';
import { Refusal } from './refusal.ts';

type Recording = { root: string; name: string /** Though steps that are there might break. */; anyway: boolean };

/** Keeps what steps notice of a connector as it is now, where steps that are there go on. Gives what to say. Throws Refusal. */
export async function record({ root, name, anyway }: Recording): Promise<string[]> {
  const folder = folderOf(name, join(root, 'packages/connectors/src'));
  if (!existsSync(join(folder, 'index.ts'))) throw new Refusal(`There is no connector ${name}.`);
  const { connector } = await loadConnector(folder, name);
  const released = releasedIn(folder);
  const now = shapeOf(connector);
  const changes = released === undefined ? [] : shapeChanges(released, now);
  const broken = changes.filter(({ breaks }) => breaks);
  if (broken.length > 0 && !anyway) {
    throw new Refusal(
      [
        ...broken.map(({ operation, words }) => `${operation} ${words}.`),
        `Steps that are there would break. Make a new version: npm run connector -- release ${name}`,
        `Only where nobody can have used it yet, or what it does is the same: npm run connector -- record ${name} --anyway`,
      ].join('\n'),
    );
  }
  writeShape({ root, folder, shape: now });
  return [`${name} is recorded as version ${connector.version}: ${Object.keys(now.operations).length} operations.`];
}

export function writeShape({ root, folder, shape }: { root: string; folder: string; shape: Shape }): void {
  writeFileSync(join(folder, 'released.json'), `${JSON.stringify(shape, undefined, 2)}\n`);
  format(root, [join(folder, 'released.json')]);
}

/** Writes files as all of the project are written, where its formatter is there. */
export function format(root: string, paths: readonly string[]): void {
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  spawnSync(process.execPath, [biome, 'format', '--write', ...paths], { cwd: root, stdio: 'ignore' });
}
