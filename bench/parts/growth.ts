import { Pool } from 'pg';
import { createLeases } from '../../apps/server/src/store/leases.ts';
import { type Measured, measure, median } from '../measure.ts';
import type { Options } from '../options.ts';
import { type Case, cases } from '../payloads.ts';
import { number, type Result, type Row } from '../report.ts';
import { openStage, type Stage } from '../stage.ts';
import { type Filled, fill } from './fill.ts';
import { ours, publish } from './flows.ts';
import { type Listed, measureListing } from './listing.ts';

const LEAST_RATIO = 0.9;
const MOST_LIST_MS = 150;
const MOST_SWEEP_MS = 10;

/** F3 and the workers' sweep, and the limit beside them, which shows what the machine does meanwhile. */
type Pace = { rps: number; cpuMsPerRun: number; limitRps: number; sweepMs: number };

/** What a year of runs in the database costs those that come next, and whoever looks for one. */
export async function measureGrowth(options: Options): Promise<Result> {
  const stage = await openStage();
  try {
    const url = await publish(stage, 'F3');
    const empty = await pace({ stage, url }, options);
    const filled = await fill(stage, options.runs);
    const full = await pace({ stage, url }, options);
    const listed = await measureListing(stage, filled);
    return { rows: rowsOf({ empty, full, filled, listed }), facts: { empty, full, filled, listed } };
  } finally {
    await stage.stop();
  }
}

async function pace(place: { stage: Stage; url: string }, options: Options): Promise<Pace> {
  const job = cases(1, options.connections).find(({ name }) => name === 'F3');
  if (job === undefined) throw new Error('There is no F3.');
  const rounds: { ours: Measured; limit: Measured }[] = [];
  for (let round = 0; round < options.rounds; round++) {
    const mine = await ours(place, job, options.seconds);
    rounds.push({ ours: mine, limit: await limitOf(place.stage, job, options.seconds) });
    process.stderr.write('.');
  }
  return {
    rps: median(rounds.map((round) => round.ours.rps)),
    cpuMsPerRun: median(rounds.map((round) => round.ours.cpuMsPerRun ?? Number.NaN)),
    limitRps: median(rounds.map((round) => round.limit.rps)),
    sweepMs: await sweeps(place.stage),
  };
}

function limitOf({ limit, postgresPid }: Stage, job: Case, seconds: number): Promise<Measured> {
  return measure({ url: `${limit.url}/f3`, pids: [limit.pid, postgresPid] }, job, seconds / 2);
}

/** What every worker asks for every two seconds: the median of 100, in milliseconds. */
async function sweeps({ databaseUrl }: Stage): Promise<number> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1 });
  try {
    const { sweep } = createLeases(pool);
    const took: number[] = [];
    for (let i = 0; i < 100; i++) {
      const since = performance.now();
      await sweep();
      took.push(performance.now() - since);
    }
    return median(took);
  } finally {
    await pool.end();
  }
}

type Found = { empty: Pace; full: Pace; filled: Filled; listed: readonly Listed[] };

function rowsOf({ empty, full, filled, listed }: Found): Row[] {
  const ratio = full.rps / empty.rps;
  const percent = (value: number) => `${number(value * 100)} %`;
  const times = number(full.cpuMsPerRun / empty.cpuMsPerRun, 2);
  const meanwhile = percent(full.limitRps / empty.limitRps);
  const [slowest, second] = listed;
  return [
    {
      part: 'growth',
      work: `F3 beside ${number(filled.runs)} finished runs (${number(filled.gigabytes, 1)} GB)`,
      measured: `${number(full.rps)} a second, ${percent(ratio)} of empty; ${times} times the CPU; the limit meanwhile ${meanwhile}`,
      bar: `at least ${percent(LEAST_RATIO)}`,
      isMet: ratio >= LEAST_RATIO,
    },
    {
      part: 'growth',
      work: `a page of the list of runs, ${listed.length} ways to ask: the slowest p95`,
      measured: `${number(slowest?.p95Ms)} ms (${slowest?.what}), then ${number(second?.p95Ms)} ms (${second?.what})`,
      bar: `at most ${MOST_LIST_MS} ms`,
      isMet: slowest === undefined ? undefined : slowest.p95Ms <= MOST_LIST_MS,
    },
    {
      part: 'growth',
      work: "the workers' sweep",
      measured: `${number(full.sweepMs, 1)} ms, empty ${number(empty.sweepMs, 1)} ms`,
      bar: `at most ${MOST_SWEEP_MS} ms`,
      isMet: full.sweepMs <= MOST_SWEEP_MS,
    },
  ];
}
