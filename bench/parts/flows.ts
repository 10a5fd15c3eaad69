import { documents } from '../flows.ts';
import { type Measured, measure, median } from '../measure.ts';
import type { Options } from '../options.ts';
import { caller, fiveAtOnce, priced, sideBySide } from '../ownFlows.ts';
import { bulk, type Case, cases, order } from '../payloads.ts';
import type { FlowRow, Result } from '../report.ts';
import { openStage, type Stage } from '../stage.ts';

type Round = { ours: Measured; limit: Measured };

/** Throughput over the limit's that is good enough. */
const BARS: Record<string, number> = { F1: 0.5, F2: 0.5, F3: 0.5 };

/** Every flow beside the same work by hand. */
export async function measureFlows(options: Options): Promise<Result> {
  const stage = await openStage();
  try {
    const flows: FlowRow[] = [];
    const jobs = cases(options.items, options.connections).filter(({ name }) => options.flows.includes(name));
    for (const job of jobs) flows.push(await flowRow({ stage, url: await publish(stage, job.name) }, job, options));
    return { flows };
  } finally {
    await stage.stop();
  }
}

/** The webhook of a flow of the table, published. */
export async function publish({ publish: put, upstream: { url } }: Stage, name: string): Promise<string> {
  const drawn: Record<string, unknown> = documents(url, { order, bulk: bulk(3) });
  if (name === 'G3') {
    const { flowId } = await put('Called', priced);
    return (await put(name, caller(flowId))).url;
  }
  const own: Record<string, unknown> = { G1: sideBySide(url), G2: fiveAtOnce(url) };
  return (await put(name, drawn[name] ?? own[name])).url;
}

type Place = { stage: Stage; url: string };

/** Ours and the limit take turns, so that what the machine does besides hits both. */
async function flowRow(place: Place, job: Case, { rounds, seconds }: Options): Promise<FlowRow> {
  const done: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const { limit, postgresPid } = place.stage;
    const url = `${limit.url}/${job.name.toLowerCase()}`;
    const bare = await measure({ url, pids: [limit.pid, postgresPid] }, job, seconds);
    done.push({ ours: await ours(place, job, seconds), limit: bare });
    process.stderr.write('.');
  }
  return summarize(job, done);
}

/** Load on one of Patchbay's webhooks, with every answer's run counted in the database. */
export async function ours({ stage, url }: Place, job: Case, seconds: number): Promise<Measured> {
  const before = await stage.recordedRuns();
  const measured = await measure({ url, pids: [stage.patchbay.pid, stage.postgresPid] }, job, seconds);
  const recorded = (await stage.recordedRuns()) - before;
  if (recorded < measured.answered) throw new Error(`${job.name}: ${measured.answered} answers, ${recorded} runs`);
  return measured;
}

function summarize({ name, title }: Case, done: readonly Round[]): FlowRow {
  const middle = (pick: (round: Round) => number | undefined) => {
    const value = median(done.map((round) => pick(round) ?? Number.NaN));
    return Number.isNaN(value) ? undefined : value;
  };
  const bar = BARS[name];
  return {
    name,
    title,
    rps: middle(({ ours }) => ours.rps) ?? 0,
    limitRps: middle(({ limit }) => limit.rps) ?? 0,
    ratio: middle(({ ours, limit }) => ours.rps / limit.rps) ?? 0,
    p50Ms: middle(({ ours }) => ours.p50Ms) ?? 0,
    p99Ms: middle(({ ours }) => ours.p99Ms) ?? 0,
    cpuMsPerRun: middle(({ ours }) => ours.cpuMsPerRun),
    limitCpuMsPerRun: middle(({ limit }) => limit.cpuMsPerRun),
    ...(bar !== undefined && { bar }),
  };
}
