// What Patchbay costs, beside the machine's limit in the same run: `npm run bench`, `npm run bench -- --json`.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { alone, expectRight, type Measured, measure, median } from './measure.ts';
import { type Case, cases } from './payloads.ts';
import { type Row, table } from './report.ts';
import { openStage, type Stage } from './stage.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    flows: { type: 'string', default: 'F1,F2,F3,F4' },
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '50' },
    items: { type: 'string', default: '1000' },
    out: { type: 'string' },
  },
});
const seconds = Number(options.seconds);
const rounds = Number(options.rounds);
const wanted = options.flows.split(',');

type Round = { ours: Measured; limit: Measured };

const stage = await openStage({ items: Number(options.items) });
try {
  const rows: Row[] = [];
  const jobs = cases(Number(options.items), Number(options.connections)).filter(({ name }) => wanted.includes(name));
  for (const job of jobs) rows.push(await row(stage, job));
  const runAlone = wanted.includes('F3') ? await oneAlone(stage) : undefined;
  const growth = wanted.includes('F4') ? await loopGrowth(stage) : undefined;
  print(rows, { runAlone, growth });
} finally {
  await stage.stop();
}

/** Ours and the limit take turns, so that what the machine does besides hits both. */
async function row({ limit, patchbay, postgresPid, hooks, recordedRuns }: Stage, job: Case): Promise<Row> {
  process.stderr.write(`${job.name} `);
  const done: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const bare = await measure(
      { url: `${limit.url}/${job.name.toLowerCase()}`, pids: [limit.pid, postgresPid] },
      job,
      seconds,
    );
    const before = await recordedRuns();
    const ours = await measure({ url: hooks[job.name] ?? '', pids: [patchbay.pid, postgresPid] }, job, seconds);
    const recorded = (await recordedRuns()) - before;
    if (recorded < ours.answered) throw new Error(`${job.name}: ${ours.answered} answers, ${recorded} runs recorded`);
    done.push({ ours, limit: bare });
    process.stderr.write('.');
  }
  process.stderr.write('\n');
  const middle = (pick: (round: Round) => number | undefined) => median(done.map((round) => pick(round) ?? Number.NaN));
  const cpu = (pick: (round: Round) => number | undefined) => {
    const value = middle(pick);
    return Number.isNaN(value) ? undefined : value;
  };
  return {
    name: job.name,
    title: job.title,
    rps: middle(({ ours }) => ours.rps),
    limitRps: middle((r) => r.limit.rps),
    ratio: middle((r) => r.ours.rps / r.limit.rps),
    p50Ms: middle(({ ours }) => ours.p50Ms),
    p99Ms: middle(({ ours }) => ours.p99Ms),
    cpuMsPerRun: cpu(({ ours }) => ours.cpuMsPerRun),
    limitCpuMsPerRun: cpu((r) => r.limit.cpuMsPerRun),
  };
}

/** One F3 at a time: the medians of 100, in milliseconds. */
async function oneAlone({ limit, hooks }: Stage): Promise<{ p50Ms: number; limitP50Ms: number }> {
  const job = cases(1, 1).find(({ name }) => name === 'F3');
  const body = job?.body;
  return { p50Ms: await alone(hooks.F3 ?? '', body, 100), limitP50Ms: await alone(`${limit.url}/f3`, body, 100) };
}

/** F4 one at a time with ten times the items, twice: the cost must grow as the items do. Milliseconds an item. */
async function loopGrowth({ hooks }: Stage): Promise<Record<string, number>> {
  const perItem: Record<string, number> = {};
  for (const items of [100, 1_000, 10_000]) {
    const job = cases(items, 1).find(({ name }) => name === 'F4');
    if (job === undefined) continue;
    await expectRight(hooks.F4 ?? '', job);
    perItem[items] = (await alone(hooks.F4 ?? '', job.body, 15)) / items;
  }
  return perItem;
}

type Further = {
  runAlone: { p50Ms: number; limitP50Ms: number } | undefined;
  growth: Record<string, number> | undefined;
};

function print(rows: readonly Row[], { runAlone, growth }: Further): void {
  const result = { ...Object.fromEntries(rows.map(({ name, ...facts }) => [name, facts])), runAlone, growth };
  const text = JSON.stringify(result, null, 2);
  if (options.out !== undefined) writeFileSync(options.out, `${text}\n`);
  if (options.json) {
    process.stdout.write(`${text}\n`);
    return;
  }
  const lines = [`\n${table(rows)}\n`];
  if (runAlone !== undefined) {
    lines.push(`One F3 alone: ${runAlone.p50Ms.toFixed(2)} ms, limit ${runAlone.limitP50Ms.toFixed(2)} ms (median).`);
  }
  if (growth !== undefined) {
    const parts = Object.entries(growth).map(([items, ms]) => `${items} items ${(ms * 1000).toFixed(1)} us an item`);
    lines.push(`F4 as it grows: ${parts.join(', ')}.`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}
