import { isDeepStrictEqual } from 'node:util';
import autocannon from 'autocannon';
import type { Case } from './payloads.ts';
import { sumOf } from './stage.ts';

export type Measured = {
  rps: number;
  p50Ms: number;
  p99Ms: number;
  /** CPU of all named processes for each answer, in milliseconds; undefined where the system does not tell. */
  cpuMsPerRun: number | undefined;
  answered: number;
};

type Target = { url: string; pids: number[] };

/** Sends one request and throws unless it is answered with exactly what the case expects. */
export async function expectRight(url: string, { name, body, expect }: Case): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (answer.status !== 200 || !isDeepStrictEqual(JSON.parse(text), expect)) {
    throw new Error(`${name} at ${url} answered ${answer.status} ${text.slice(0, 300)}`);
  }
}

/** Load for `seconds`, after a warm-up. Answers other than 2xx are an error: a fast refusal is not speed. */
export async function measure(target: Target, job: Case, seconds: number): Promise<Measured> {
  const { connections } = job;
  const load = { url: target.url, connections, method: 'POST' as const, body: JSON.stringify(job.body) };
  const headers = { 'content-type': 'application/json' };
  await expectRight(target.url, job);
  await autocannon({ ...load, headers, duration: Math.max(1, Math.round(seconds / 3)) });

  const before = sumOf(target.pids);
  const result = await autocannon({ ...load, headers, duration: seconds });
  const after = sumOf(target.pids);
  await expectRight(target.url, job);

  const answered = result['2xx'];
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${job.name}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`);
  }
  return {
    rps: answered / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    cpuMsPerRun: before === undefined || after === undefined ? undefined : ((after - before) * 1000) / answered,
    answered,
  };
}

/** Requests one after another; the median of their times in milliseconds. */
export async function alone(url: string, body: unknown, times: number): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const text = JSON.stringify(body);
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    const answer = await fetch(url, { method: 'POST', headers, body: text });
    await answer.arrayBuffer();
    took.push(performance.now() - start);
  }
  return median(took);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
