// What Patchbay keeps when things break: `npm run chaos`, `-- --long`, `-- --mutants`, `-- --only kills`.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Cluster } from './Cluster.ts';
import { withFaults } from './mutate.ts';
import type { Mutant, Outcome, Scenario } from './scenario.ts';
import { cancel } from './scenarios/cancel.ts';
import { clocks } from './scenarios/clocks.ts';
import { databaseCrash } from './scenarios/databaseCrash.ts';
import { databaseDiskFull } from './scenarios/databaseDiskFull.ts';
import { drain } from './scenarios/drain.ts';
import { fileDiskFull } from './scenarios/fileDiskFull.ts';
import { flood } from './scenarios/flood.ts';
import { freezes } from './scenarios/freezes.ts';
import { kills } from './scenarios/kills.ts';
import { polling } from './scenarios/polling.ts';
import { schedules } from './scenarios/schedules.ts';
import { silence } from './scenarios/silence.ts';
import { versions } from './scenarios/versions.ts';

const scenarios: Readonly<Record<string, Scenario>> = {
  kills,
  freezes,
  databaseCrash,
  databaseDiskFull,
  fileDiskFull,
  silence,
  clocks,
  schedules,
  polling,
  versions,
  drain,
  cancel,
  flood,
};

const { values: options } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    only: { type: 'string', default: Object.keys(scenarios).join(',') },
  },
});
const root = join(import.meta.dirname, '..');
const seconds = options.long ? 600 : 10;
const wanted = options.only.split(',');
const unknown = wanted.filter((name) => !(name in scenarios));
if (unknown.length > 0) {
  process.stderr.write(`There is no story ${unknown.join(', ')}. There are: ${Object.keys(scenarios).join(', ')}.\n`);
  process.exit(1);
}

let broke = 0;
let untold = 0;
const began = Date.now();
const lines: string[] = [];
for (const [name, scenario] of Object.entries(scenarios)) {
  if (!wanted.includes(name)) continue;
  const missing = scenario.missing?.();
  if (missing !== undefined) leaveOut(scenario, missing);
  else if (options.mutants) for (const mutant of scenario.mutants) await tryMutant(scenario, mutant);
  else await tell(scenario);
}
const head = options.mutants
  ? '| Story | Fault | What was noticed |\n|---|---|---|'
  : '| Story | Promise | What has to hold | Measured | |\n|---|---|---|---|---|';
process.stdout.write(`\n${head}\n${lines.join('\n')}\n\n${summary()}\n`);
process.exitCode = broke === 0 ? 0 : 1;

function summary(): string {
  const end = broke === 0 ? 'Everything held' : `${broke} of these broke`;
  const left = untold === 0 ? '' : ` ${untold} could not be told on this machine.`;
  return `${end}, in ${Math.round((Date.now() - began) / 1_000)} s.${left}`;
}

/** A fault in the code that starts or tells the story is one that it shows. */
async function play(scenario: Scenario, code: string): Promise<Outcome> {
  try {
    const { other } = scenario;
    if (other === undefined) return await run({ scenario, root: code });
    return await withFaults(code, other.changes, (otherRoot) => run({ scenario, root: code, otherRoot }));
  } catch (error) {
    return { measured: '', broken: [`it broke off: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

async function run(opening: { scenario: Scenario; root: string; otherRoot?: string }): Promise<Outcome> {
  await using cluster = await Cluster.open(opening);
  return await opening.scenario.run(cluster, { seconds });
}

/** What was not told is no story that held. */
function leaveOut({ name, promise, bar }: Scenario, missing: string): void {
  untold += 1;
  process.stderr.write(`${name} ... not told here: ${missing}\n`);
  const columns = options.mutants ? [name, ''] : [name, promise, bar, ''];
  lines.push(`| ${columns.join(' | ')} | not told here: ${missing} |`);
}

async function tell(scenario: Scenario): Promise<void> {
  process.stderr.write(`${scenario.name} ... `);
  const start = Date.now();
  const { measured, broken } = await play(scenario, root);
  const took = `${Math.round((Date.now() - start) / 1_000)} s`;
  process.stderr.write(broken.length === 0 ? `holds (${took})\n` : `BROKEN (${took}): ${broken.join('; ')}\n`);
  if (broken.length > 0) broke += 1;
  lines.push(`| ${scenario.name} | ${scenario.promise} | ${scenario.bar} | ${measured} | ${verdict(broken)} |`);
}

/** A story that does not notice a fault proves nothing by holding. */
async function tryMutant(scenario: Scenario, mutant: Mutant): Promise<void> {
  process.stderr.write(`${scenario.name}, where ${mutant.name} ... `);
  const broken = await withFaults(
    root,
    [mutant, ...(mutant.also ?? [])],
    async (code) => (await play(scenario, code)).broken,
  );
  process.stderr.write(broken.length === 0 ? 'NOT NOTICED\n' : 'noticed\n');
  if (broken.length === 0) broke += 1;
  lines.push(`| ${scenario.name} | ${mutant.name} | ${broken.length === 0 ? '**not noticed**' : broken[0]} |`);
}

function verdict(broken: readonly string[]): string {
  return broken.length === 0 ? 'holds' : `**${broken.join('; ')}**`;
}
