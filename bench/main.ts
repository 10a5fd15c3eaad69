// What Patchbay costs, beside the machine's limit in the same run: `npm run bench`, `npm run bench -- --only drain`.
import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { type Options, type Part, readOptions } from './options.ts';
import { measureAlone } from './parts/alone.ts';
import { measureDrain } from './parts/drain.ts';
import { measureFlows } from './parts/flows.ts';
import { measureGrowth } from './parts/growth.ts';
import { measureLoops } from './parts/loops.ts';
import { measureMemory } from './parts/memory.ts';
import { measureSteps } from './parts/steps.ts';
import { measureWeb } from './parts/web.ts';
import { flowTable, type Result, rowTable } from './report.ts';

const measures: Record<Part, (options: Options) => Promise<Result>> = {
  flows: measureFlows,
  alone: measureAlone,
  loops: measureLoops,
  steps: measureSteps,
  memory: measureMemory,
  drain: measureDrain,
  growth: measureGrowth,
  web: measureWeb,
};

const options = readOptions();
const began = Date.now();
const found: [Part, Result][] = [];
for (const part of options.only) {
  process.stderr.write(`${part} `);
  const since = performance.now();
  found.push([part, await measures[part](options).catch((error: unknown) => broken(part, error))]);
  process.stderr.write(` ${Math.round((performance.now() - since) / 1000)} s\n`);
}
print();

/** One part that breaks must not take with it what the others have found. */
function broken(part: Part, error: unknown): Result {
  process.exitCode = 1;
  process.stderr.write(`\n${error instanceof Error ? error.stack : String(error)}\n`);
  const measured = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return { rows: [{ part, work: 'broke off', measured, bar: 'none', isMet: false }] };
}

function print(): void {
  const flows = found.flatMap(([, result]) => result.flows ?? []);
  const rows = found.flatMap(([, result]) => result.rows ?? []);
  const facts = Object.fromEntries(found.map(([part, result]) => [part, result.facts ?? {}]));
  const json = `${JSON.stringify({ machine: machine(), flows, rows, facts }, null, 2)}\n`;
  if (options.out !== undefined) writeFileSync(options.out, json);
  if (options.json) process.stdout.write(json);
  else
    process.stdout.write(
      `\n${[...(flows.length > 0 ? [flowTable(flows)] : []), ...(rows.length > 0 ? [rowTable(rows)] : []), machine()].join('\n\n')}\n`,
    );
}

/** On what, when and for how long: figures without it say nothing. */
function machine(): string {
  const all = cpus();
  const day = new Date(began).toISOString().slice(0, 10);
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${day}, ${all.length} cores (${all[0]?.model.trim() ?? 'unknown'}), ${memory} GiB, Node ${process.versions.node}, embedded PostgreSQL, ${options.connections} connections, ${options.rounds} rounds of ${options.seconds} s; ${minutes} minutes.`;
}
