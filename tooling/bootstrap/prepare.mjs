// Brings a bare machine (Node 20 or newer, npm) to the point where Patchbay runs. Plain JavaScript that Node 20 understands:
// it runs before anything is installed. Each part looks at a stamp first, so the second time costs milliseconds.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const PNPM = 'pnpm@12.21.0';
const windows = process.platform === 'win32';

/** Where progress is told. The command line's own answer has the standard output for itself. */
let progress = process.stdout;

export const say = (text) => progress.write(`${text}\n`);

/** Ends with one sentence and no stack: the reader is a person who typed a command. */
export function stop(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

/** The environment in which the project's own Node, 26, stands first on the path. */
export function projectEnvironment() {
  const bins = [join(root, 'node_modules', 'node', 'bin'), join(root, 'node_modules', '.bin')];
  return { ...process.env, PATH: [...bins, process.env.PATH ?? ''].join(delimiter) };
}

export function node26() {
  const unix = join(root, 'node_modules', 'node', 'bin', 'node');
  return existsSync(unix) ? unix : `${unix}.exe`;
}

/** Runs a command in the project with its output shown, and stops with `failure` when it fails. */
export function run(command, args, failure) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['inherit', progress, 'inherit'],
    env: projectEnvironment(),
    shell: windows,
  });
  if (result.status !== 0) stop(failure);
}

export const runPnpm = (args, failure) => run('npx', ['--yes', PNPM, ...args], failure);

/** Starts a long-lived program of ours in this terminal, passes signals on, and ends as it ends. `flags`: Node's own. */
export function become(file, args, flags = []) {
  const child = spawn(node26(), ['--disable-warning=ExperimentalWarning', ...flags, join(root, file), ...args], {
    cwd: root,
    stdio: 'inherit',
    // Code that was read and compiled once is kept: the next start takes half the time, and 25 MB less.
    env: { NODE_COMPILE_CACHE: join(root, 'node_modules', '.patchbay', 'code'), ...projectEnvironment() },
  });
  // A terminal sends Ctrl+C to the child as well; this process only has to outlive it.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)));
}

export async function prepare({ web, tellOn = process.stdout }) {
  progress = tellOn;
  checkNode();
  checkWritable();
  install();
  generate();
  if (web) buildWeb();
}

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    stop(`Patchbay needs Node 20 or newer to start; this is ${process.versions.node}. Install it from nodejs.org.`);
}

function checkWritable() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    stop(`Patchbay cannot write to ${root}. Give yourself the right to write there, or move the folder.`);
  }
}

function install() {
  const manifests = ['apps', 'packages', 'tooling']
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name, 'package.json')))
    .concat(
      ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'e2e/package.json', 'bench/package.json'].map((f) =>
        join(root, f),
      ),
    )
    .filter((file) => existsSync(file));
  once({ name: 'packages', input: manifests.map((file) => readFileSync(file)), results: [node26()] }, () => {
    say('Installing packages (the first time takes a minute or two) ...');
    runPnpm(
      ['install', '--frozen-lockfile', '--loglevel=error'],
      'The packages could not be installed. Check the connection to the npm registry, then run the command again.',
    );
  });
}

function generate() {
  const schema = join(root, 'prisma', 'schema.prisma');
  const client = join(root, 'apps', 'server', 'src', 'store', 'generated', 'client.ts');
  once({ name: 'prisma', input: [readFileSync(schema), stampOf('packages')], results: [client] }, () => {
    say('Making the database client ...');
    run(
      node26(),
      [join(root, 'prisma', 'generate.ts')],
      'The database client could not be made. The lines above say why.',
    );
  });
}

function buildWeb() {
  const sources = ['apps/web', 'packages'].flatMap((folder) => files(join(root, folder)));
  const facts = sources.map((file) => `${file}:${statSync(file).size}:${statSync(file).mtimeMs}`);
  const page = join(root, 'apps/web/dist/index.html');
  once({ name: 'web', input: [facts.join('\n'), stampOf('packages')], results: [page] }, () => {
    say('Building the web app ...');
    runPnpm(['--silent', 'run', 'build'], 'The web app could not be built. The lines above say why.');
  });
}

/** Does `work` unless its stamp says it was done for the same input and its results are still there. */
function once({ name, input, results }, work) {
  const fingerprint = hash(input);
  if (stampOf(name) === fingerprint && results.every((file) => existsSync(file))) return;
  work();
  const folder = join(root, 'node_modules', '.patchbay');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), fingerprint);
}

function stampOf(name) {
  const file = join(root, 'node_modules', '.patchbay', name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function hash(parts) {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part);
  return sum.digest('hex');
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (['node_modules', 'dist', '.cache'].includes(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}
