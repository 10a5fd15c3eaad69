import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { type FlowFile, readFlowFile } from './flowFile.ts';

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'examples');

/** A flow that comes with Patchbay, to begin with. */
export type ExampleFlow = FlowFile & {
  /** The name of its file, without the ending. */
  id: string;
};

let read: Promise<readonly ExampleFlow[]> | undefined;

/** The example flows, by name. Read when first asked for; none where their folder was left out. */
export function exampleFlows(): Promise<readonly ExampleFlow[]> {
  read ??= readFolder();
  return read;
}

/** The example flow of this id. Throws `not_found`. */
export async function exampleFlow(id: string): Promise<ExampleFlow> {
  const found = (await exampleFlows()).find((example) => example.id === id);
  if (found === undefined) throw new AppError('not_found');
  return found;
}

async function readFolder(): Promise<ExampleFlow[]> {
  const files = await readdir(folder).catch(() => []);
  const names = files.filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (file) => ({
      ...readFlowFile(JSON.parse(await readFile(join(folder, file), 'utf8'))),
      id: file.slice(0, -'.json'.length),
    })),
  );
}
