import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What Vite says of one chunk, by its source file: its own file, its styles, and the chunks that load with it. */
type Chunk = { file: string; css?: string[]; imports?: string[] };

type Budget = { page: string; screen: string; scriptKiB: number; styleKiB: number; files: number };

// A cold page may make 25 requests: besides these files the document, the scheme's script, the icon, a font and up to six answers of the API.
const FILES = 15;
const budgets: readonly Budget[] = [
  { page: 'Home', screen: 'src/screens/home/HomeScreen.tsx', scriptKiB: 180, styleKiB: 40, files: FILES },
  { page: 'Flows', screen: 'src/screens/flows/FlowsScreen.tsx', scriptKiB: 180, styleKiB: 40, files: FILES },
  { page: 'Editor', screen: 'src/screens/flows/FlowScreen.tsx', scriptKiB: 400, styleKiB: 40, files: FILES },
];

const dist = join(import.meta.dirname, 'dist');
const manifestFile = join(dist, '.vite', 'manifest.json');
if (!existsSync(manifestFile)) {
  console.error('There is no build to measure. Run `vite build` first.');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, Chunk>;

/** Scripts and styles that load with these sources, each once. A source that is no chunk would weigh nothing, so it throws. */
function filesOf(sources: readonly string[]): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const open = [...sources];
  for (let source = open.pop(); source !== undefined; source = open.pop()) {
    if (seen.has(source)) continue;
    seen.add(source);
    const chunk = manifest[source];
    if (chunk === undefined) throw new Error(`The build has no chunk of ${source}.`);
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    open.push(...(chunk.imports ?? []));
  }
  return files;
}

function compressedKiB(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0) / 1024;
}

function isWithin({ page, screen, scriptKiB, styleKiB, files }: Budget): boolean {
  const loaded = [...filesOf(['index.html', screen])];
  const rows = [
    { what: 'KiB of scripts', is: compressedKiB(loaded.filter((file) => file.endsWith('.js'))), most: scriptKiB },
    { what: 'KiB of styles', is: compressedKiB(loaded.filter((file) => file.endsWith('.css'))), most: styleKiB },
    { what: 'files', is: loaded.length, most: files },
  ];
  console.log(`${page}: ${rows.map(({ what, is, most }) => `${Math.round(is)} of ${most} ${what}`).join(', ')}.`);
  const over = rows.filter(({ is, most }) => is > most);
  for (const { what, is, most } of over) console.error(`${page} is ${(is - most).toFixed(1)} ${what} over its budget.`);
  return over.length === 0;
}

// Each page is measured, so that one failure does not hide another.
process.exit(budgets.map(isWithin).every(Boolean) ? 0 : 1);
