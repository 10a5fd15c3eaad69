import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connector } from '@patchbay/connector';
import { type Shape, shapeOf } from './shape.ts';
import { shapeChanges } from './shapeChanges.ts';

const SOURCES = join(import.meta.dirname, '../..');

/** Where a connector stands: apps in a folder of their own, the others beside it. */
export function folderOf(id: string, sources = SOURCES): string {
  const folder = join(sources, 'apps', id);
  return existsSync(folder) ? folder : join(sources, id);
}

/** What was recorded of a connector when it was released; undefined where nothing was. */
export function releasedIn(folder: string): Shape | undefined {
  const file = join(folder, 'released.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Shape) : undefined;
}

/**
 * In how far a connector is not what was released under its version, in sentences that say what to do about it; empty where
 * nothing is.
 */
export function unreleasedIn(connector: Connector, folder: string): string[] {
  const { id } = connector;
  const released = releasedIn(folder);
  if (released === undefined) return [`Nothing is recorded of ${id}: npm run connector -- record ${id}`];
  const changes = shapeChanges(released, shapeOf(connector));
  const broken = changes.filter(({ breaks }) => breaks);
  const told = (broken.length > 0 ? broken : changes).map(({ operation, words }) => `${id}: ${operation} ${words}.`);
  const version =
    released.version === connector.version
      ? []
      : [`${id} is recorded as version ${released.version} and says that it is ${connector.version}.`];
  if (told.length + version.length === 0) return [];
  return [...version, ...told, adviceFor(connector, { breaks: broken.length > 0, folder })];
}

function adviceFor({ id, version }: Connector, { breaks, folder }: { breaks: boolean; folder: string }): string {
  if (!breaks) return `Steps that are there go on: npm run connector -- record ${id}`;
  if (!/[\\/]apps[\\/]/.test(folder)) {
    return `Steps that are there would break, and ${id} has one version: leave the operation as it was, hidden, and put a new one beside it.`;
  }
  return `Steps that were built with version ${version} would break: undo it, or make a new version of it: npm run connector -- release ${id}`;
}
