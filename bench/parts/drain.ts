import { setTimeout as pause } from 'node:timers/promises';
import autocannon from 'autocannon';
import { drawFlow, formula, literal, object, ref } from '../../e2e/support/drawFlow.ts';
import type { Options } from '../options.ts';
import { order } from '../payloads.ts';
import { number, type Result } from '../report.ts';
import { openStage, type Stage } from '../stage.ts';

const SENDERS = 500;
const MOST_ACCEPT_MS = 200;
const LEAST_DRAINED = 1_000;
const PATIENCE_MS = 180_000;

/** Three steps behind a webhook that says 202 as soon as the event is stored: GET, map, POST. */
function threeSteps(upstream: string) {
  const url = (path: string) => literal(upstream + path);
  const fields = object({
    orderId: ref('item.body.id'),
    customer: ref('item.body.customer.name'),
    total: formula('item.body.qty * item.body.price'),
  });
  return drawFlow(
    [
      {
        id: 'order',
        operation: 'webhook',
        inputs: { method: literal('POST'), answer: literal('at-once'), example: literal(order) },
      },
      { id: 'item', operation: 'http', inputs: { method: literal('GET'), url: url('/item') } },
      { id: 'fields', operation: 'setFields', inputs: { fields } },
      {
        id: 'send',
        operation: 'http',
        inputs: { method: literal('POST'), url: url('/sink'), body: ref('fields') },
      },
    ],
    'order -> item',
    'item -> fields',
    'fields -> send',
  );
}

type Drained = {
  acceptP50Ms: number;
  acceptP99Ms: number;
  acceptedPerSecond: number;
  /** Runs that had ended when the last event was accepted. */
  endedMeanwhile: number;
  /** Runs a second from then on. */
  drainedPerSecond: number;
  /** Runs a second from the first event to the end of the last run. */
  overallPerSecond: number;
  cpuMsPerRun: number | undefined;
};

/** As many events as a day may bring, at once, and how long their runs take. Every one is counted, here and in the API. */
export async function measureDrain({ events }: Options): Promise<Result> {
  const stage = await openStage();
  try {
    const { url } = await stage.publish('Three steps', threeSteps(stage.upstream.url));
    const warm = Math.min(2_000, events);
    await flood(url, warm);
    await untilDrained(stage, warm);
    const facts = await drain(stage, { url, events, warm });
    return { rows: rowsOf(facts, events), facts };
  } finally {
    await stage.stop();
  }
}

async function drain(stage: Stage, { url, events, warm }: { url: string; events: number; warm: number }) {
  const cpu = stage.cpu();
  const began = performance.now();
  const { latency } = await flood(url, events);
  const accepted = performance.now();
  const endedMeanwhile = events + warm - (await unfinished(stage)) - warm;
  await untilDrained(stage, events + warm);
  const ended = performance.now();
  const spent = stage.cpu();
  const sunk = Number(await (await fetch(`${stage.upstream.url}/sunk`)).text());
  if (sunk !== events + warm) throw new Error(`${events + warm} runs sent ${sunk} requests.`);
  const drained: Drained = {
    acceptP50Ms: latency.p50,
    acceptP99Ms: latency.p99,
    acceptedPerSecond: (events * 1_000) / (accepted - began),
    endedMeanwhile,
    drainedPerSecond: ((events - endedMeanwhile) * 1_000) / (ended - accepted),
    overallPerSecond: (events * 1_000) / (ended - began),
    cpuMsPerRun: cpu === undefined || spent === undefined ? undefined : ((spent - cpu) * 1_000) / events,
  };
  return drained;
}

/** Sends so many events as fast as they are taken. Throws where one is not answered with 202. */
async function flood(url: string, amount: number): Promise<autocannon.Result> {
  const headers = { 'content-type': 'application/json' };
  const connections = Math.min(SENDERS, amount);
  const result = await autocannon({ url, connections, amount, method: 'POST', headers, body: JSON.stringify(order) });
  if (result['2xx'] !== amount) throw new Error(`${result['2xx']} of ${amount} events were accepted.`);
  return result;
}

async function unfinished({ database }: Stage): Promise<number> {
  return Number((await database.query('select count(*) as n from run_lease')).rows[0]?.n);
}

/** Until `runs` have succeeded, all that there are. */
async function untilDrained(stage: Stage, runs: number): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while ((await unfinished(stage)) > 0) {
    if (Date.now() > deadline) throw new Error(`${await unfinished(stage)} runs had not ended after three minutes.`);
    await pause(50);
  }
  const { rows } = await stage.database.query(
    "select status, count(*)::int as n from run where mode = 'live' group by status",
  );
  if (rows.length !== 1 || rows[0]?.status !== 'succeeded' || rows[0]?.n !== runs)
    throw new Error(`${runs} events gave ${JSON.stringify(rows)}.`);
}

function rowsOf(drained: Drained, events: number): Result['rows'] {
  const { acceptP99Ms, acceptedPerSecond, drainedPerSecond, overallPerSecond, cpuMsPerRun } = drained;
  return [
    {
      part: 'drain',
      work: `${number(events)} events at once, ${SENDERS} senders: accepted`,
      measured: `p99 ${number(acceptP99Ms)} ms, ${number(acceptedPerSecond)} a second`,
      bar: `p99 at most ${MOST_ACCEPT_MS} ms`,
      isMet: acceptP99Ms <= MOST_ACCEPT_MS,
    },
    {
      part: 'drain',
      work: 'their three-step runs, each counted',
      measured: `${number(drainedPerSecond)} a second, ${number(overallPerSecond)} from the first event on, ${number(cpuMsPerRun, 2)} ms CPU a run`,
      bar: `at least ${number(LEAST_DRAINED)} a second`,
      isMet: drainedPerSecond >= LEAST_DRAINED,
    },
  ];
}
