import { setTimeout as wait } from 'node:timers/promises';
import type { Cluster } from './Cluster.ts';
import { Load } from './Load.ts';

const ENDED = ['succeeded', 'failed', 'cancelled'];

/** Waits until every run has ended or asks a person. Gives the milliseconds, or what is still open after `withinMs`. */
export async function settled(cluster: Cluster, withinMs: number): Promise<{ tookMs: number; open: string[] }> {
  const began = Date.now();
  for (;;) {
    const rows = await cluster.ask<{ id: string; status: string }>(
      'select id, status from run where status <> all($1) limit 20',
      [[...ENDED, 'needs_attention']],
    );
    const tookMs = Date.now() - began;
    if (rows.length === 0) return { tookMs, open: [] };
    if (tookMs > withinMs) return { tookMs, open: rows.map(({ id, status }) => `run ${id} is still ${status}`) };
    await wait(100);
  }
}

/** Milliseconds until the first machine accepts an event again. */
export async function untilAccepted(cluster: Cluster, path: string): Promise<number> {
  const began = Date.now();
  const probe = new Load('probe', [cluster.machines[0]?.url + path]);
  while (probe.accepted.length === 0 && Date.now() - began < 60_000) {
    await probe.send();
    await wait(50);
  }
  return Date.now() - began;
}

export type Account = {
  accepted: number;
  runs: number;
  asking: number;
  /** From the moment an event was accepted until it was kept, the slowest of a hundred and the slowest of all. */
  p99Ms: number;
  slowestMs: number;
  broken: string[];
};

/** Holds what was accepted against what the database has and what arrived at the API. */
export async function account(cluster: Cluster, load: Load): Promise<Account> {
  const events = await cluster.ask<{ id: string; runs: number }>(
    `select events::json -> 0 -> 'payload' -> 'body' ->> 'id' as id, count(*)::int as runs
     from run_journal where index = 0 group by 1`,
  );
  const runsOf = new Map(events.map(({ id, runs }) => [id, runs]));
  const kept = firstArrivals(cluster);
  const told = cluster.sink.counts('POST');
  const broken: string[] = [];
  const waits: number[] = [];
  for (const { id, acceptedAt } of load.sent) {
    const runs = runsOf.get(id) ?? 0;
    if (runs > 1) broken.push(`${id} has ${runs} runs`);
    if ((told.get(`/told/${id}`) ?? 0) > 1) broken.push(`${id} was told twice`);
    if (acceptedAt === undefined) continue;
    const at = kept.get(`/kept/${id}`);
    if (runs === 0) broken.push(`${id} was accepted and is lost`);
    else if (at === undefined) broken.push(`${id} was accepted and never kept`);
    else waits.push(Math.max(0, at - acceptedAt));
  }
  const [{ asking } = { asking: 0 }] = await cluster.ask<{ asking: number }>(
    "select count(*)::int as asking from run where status = 'needs_attention'",
  );
  waits.sort((a, b) => a - b);
  return {
    accepted: load.accepted.length,
    runs: events.reduce((sum, { runs }) => sum + runs, 0),
    asking,
    p99Ms: waits[Math.floor(waits.length * 0.99)] ?? 0,
    slowestMs: waits.at(-1) ?? 0,
    broken,
  };
}

function firstArrivals({ sink }: Cluster): Map<string, number> {
  const first = new Map<string, number>();
  for (const { method, path, at } of sink.arrivals) if (method === 'PUT' && !first.has(path)) first.set(path, at);
  return first;
}

/** The first few of many complaints. */
export function few(broken: readonly string[]): string[] {
  return broken.length > 5 ? [...broken.slice(0, 5), `and ${broken.length - 5} more`] : [...broken];
}
