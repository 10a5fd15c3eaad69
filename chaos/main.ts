// What Patchbay keeps when things break: `npm run chaos`, `-- --long`, `-- --mutants`, `-- --only kills`.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Cluster } from './Cluster.ts';
import { withMutant } from './mutate.ts';
import type { Outcome, Scenario } from './scenario.ts';
import { cancel } from './scenarios/cancel.ts';
import { databaseCrash } from './scenarios/databaseCrash.ts';
import { drain } from './scenarios/drain.ts';
import { flood } from './scenarios/flood.ts';
import { freezes } from './scenarios/freezes.ts';
import { kills } from './scenarios/kills.ts';
import { silence } from './scenarios/silence.ts';

const scenarios: Readonly<Record<string, Scenario>> = { kills, freezes, databaseCrash, silence, drain, cancel, flood };

const { values: options } = parseArgs({
  options: {
    long: { type: 'boolean', default: false },
    mutants: { type: 'boolean', default: false },
    only: { type: 'string', default: Object.keys(scenarios).join(',') },
  },
});
const root = join(import.meta.dirname, '..');
const seconds = options.long ? 600 : 12;
const wanted = options.only.split(',');
const unknown = wanted.filter((name) => !(name in scenarios));
if (unknown.length > 0) {
  process.stderr.write(`There is no story ${unknown.join(', ')}. There are: ${Object.keys(scenarios).join(', ')}.\n`);
  process.exit(1);
}

let isGood = true;
const lines: string[] = [];
for (const [name, scenario] of Object.entries(scenarios)) {
  if (!wanted.includes(name)) continue;
  if (options.mutants) await tryMutants(scenario);
  else await tell(scenario);
}
process.stdout.write(`\n${lines.join('\n')}\n\n${isGood ? 'Everything held.' : 'Something broke: see above.'}\n`);
process.exitCode = isGood ? 0 : 1;

async function play(scenario: Scenario, code: string): Promise<Outcome> {
  const cluster = await Cluster.open({ root: code, services: scenario.machines });
  try {
    return await scenario.run(cluster, { seconds });
  } finally {
    await cluster.close();
  }
}

async function tell(scenario: Scenario): Promise<void> {
  process.stderr.write(`${scenario.name} ... `);
  const { measured, broken } = await play(scenario, root);
  process.stderr.write(broken.length === 0 ? 'holds\n' : 'BROKEN\n');
  if (broken.length > 0) isGood = false;
  lines.push(`| ${scenario.name} | ${scenario.promise} | ${scenario.bar} | ${measured} | ${verdict(broken)} |`);
}

/** A story that does not notice a fault proves nothing by holding. */
async function tryMutants(scenario: Scenario): Promise<void> {
  for (const mutant of scenario.mutants) {
    process.stderr.write(`${scenario.name}, where ${mutant.name} ... `);
    const broken = await withMutant(root, mutant, async (code) => (await play(scenario, code)).broken);
    process.stderr.write(broken.length === 0 ? 'NOT NOTICED\n' : 'noticed\n');
    if (broken.length === 0) isGood = false;
    lines.push(`| ${scenario.name} | ${mutant.name} | ${broken.length === 0 ? '**not noticed**' : broken[0]} |`);
  }
}

function verdict(broken: readonly string[]): string {
  return broken.length === 0 ? 'holds' : `**${broken.join('; ')}**`;
}
