import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What Vite says of the files it built, by source: the file itself, its styles, and the sources it needs at once. */
const Manifest = z.record(
  z.string(),
  z.object({ file: z.string(), css: z.array(z.string()).optional(), imports: z.array(z.string()).optional() }),
);
type Manifest = z.infer<typeof Manifest>;

/**
 * Gives the tags that make a browser fetch what a screen needs beside the index, all at once instead of one after the other. Scripts
 * are evaluated as they come, each in a task of its own: together they would make a phone stand still.
 */
export type PreloadsOf = (screen: string) => string;

/** Reads what was built in this folder. Where nothing was, or not that screen, there is nothing to fetch ahead. */
export async function readPageFiles(folder: string): Promise<PreloadsOf> {
  const manifest = await readManifest(join(folder, '.vite', 'manifest.json'));
  const known = new Set(filesOf(manifest, 'index.html'));
  const tags = new Map<string, string>();
  return (screen) => {
    const made =
      tags.get(screen) ??
      filesOf(manifest, screen)
        .filter((file) => !known.has(file))
        .map(tagOf)
        .join('');
    tags.set(screen, made);
    return made;
  };
}

async function readManifest(file: string): Promise<Manifest> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return Manifest.parse(JSON.parse(text));
}

/** Styles and scripts that load with this source, each once. */
function filesOf(manifest: Manifest, source: string): string[] {
  const files = new Set<string>();
  const seen = new Set<string>();
  const open = [source];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const chunk = manifest[next];
    if (chunk === undefined || seen.has(next)) continue;
    seen.add(next);
    for (const file of [...(chunk.css ?? []), chunk.file]) files.add(file);
    open.push(...(chunk.imports ?? []));
  }
  return [...files];
}

/** Styles are fetched and not yet applied: they would hold back the first paint, which needs none of them. */
function tagOf(file: string): string {
  if (file.endsWith('.css')) return `<link rel="preload" as="style" crossorigin href="/${file}">`;
  return `<script type="module" async fetchpriority="low" crossorigin src="/${file}"></script>`;
}
