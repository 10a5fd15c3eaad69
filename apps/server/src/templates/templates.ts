import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../errors.ts';
import { readTemplate, type Template } from './template.ts';

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'templates');

let read: Promise<readonly Template[]> | undefined;

/** The templates that come with Patchbay, those to show first before the others. Read when first asked for; none where their folder was left out. */
export function templates(): Promise<readonly Template[]> {
  read ??= readFolder();
  return read;
}

/** The template of this id. Throws `not_found`. */
export async function findTemplate(id: string): Promise<Template> {
  const found = (await templates()).find((template) => template.id === id);
  if (found === undefined) throw new AppError('not_found');
  return found;
}

async function readFolder(): Promise<Template[]> {
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json'));
  const all = await Promise.all(
    files.map(async (file) =>
      readTemplate(file.slice(0, -'.json'.length), JSON.parse(await readFile(join(folder, file), 'utf8'))),
    ),
  );
  const rankOf = ({ rank = Number.MAX_SAFE_INTEGER }: Template) => rank;
  return all.sort((a, b) => rankOf(a) - rankOf(b) || a.name.localeCompare(b.name));
}
