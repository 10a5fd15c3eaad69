import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { afterComputing } from './computingTime.ts';

const threads: Worker[] = [];
afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.terminate()));
});

async function thread(code: string): Promise<Worker> {
  const worker = new Worker(code, { eval: true });
  threads.push(worker);
  await once(worker, 'online');
  return worker;
}

const computed = async (worker: Worker) => (await worker.cpuUsage()).user / 1_000;

it('ends a thread that computes, once it has computed for so long', async () => {
  const worker = await thread('for (;;);');
  const before = await computed(worker);
  await new Promise<void>((resolve) => afterComputing(worker, 200, resolve));
  // A thread's clock ticks in milliseconds.
  expect((await computed(worker)) - before).toBeGreaterThan(150);
});

it('waits longer for a thread that does not get to compute, and not for ever', async () => {
  const worker = await thread('setInterval(() => {}, 1_000);');
  const began = performance.now();
  await new Promise<void>((resolve) => afterComputing(worker, 20, resolve));
  expect(performance.now() - began).toBeGreaterThanOrEqual(119);
});

it('says nothing after it was called off', async () => {
  const worker = await thread('for (;;);');
  let isOver = false;
  afterComputing(worker, 10, () => {
    isOver = true;
  })();
  await new Promise<void>((resolve) => afterComputing(worker, 100, resolve));
  expect(isOver).toBe(false);
});
