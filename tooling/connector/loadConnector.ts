import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Connector } from '../../packages/connector/src/index.ts';
import { Refusal } from './refusal.ts';

/** A connector, and the name under which its folder gives it. */
export type LoadedConnector = { connector: Connector; constant: string };

/** The connector that stands in a folder. Throws Refusal. */
export async function loadConnector(folder: string, name: string): Promise<LoadedConnector> {
  const exported = (await import(pathToFileURL(join(folder, 'index.ts')).href)) as Record<string, Connector>;
  const found = Object.entries(exported).find(([, { id }]) => id === name);
  if (found === undefined) throw new Refusal(`index.ts gives no connector with the id ${name}.`);
  const [constant, connector] = found;
  return { connector, constant };
}
