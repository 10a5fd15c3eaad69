import { describe, expect, it } from 'vitest';
import type { Leases } from '../store/leases.ts';

export type LeasesUnderTest = {
  leases: Leases;
  /** A new worker's id, which nobody has registered yet. */
  newWorker(): string;
  /** The id of a new run that is under way, held by a worker or by nobody. */
  newRun(workerId: string | null): Promise<string>;
  /** Adds a word to the run's journal. */
  say(runId: string): Promise<void>;
  /** The run ends. */
  end(runId: string): Promise<void>;
  /** All that is written now becomes so much older. */
  pass(ms: number): Promise<void>;
  now(): number;
};

const LONG = 86_400_000;

/** What every keeper of leases keeps to: that in the database, and that of the simulation. */
export function leasesContract(make: () => Promise<LeasesUnderTest>): void {
  describe('leases contract', () => {
    describe('holding', () => {
      holdingFacts(make);
    });
    describe('freeing', () => {
      freeingFacts(make);
    });
  });
}

function holdingFacts(make: () => Promise<LeasesUnderTest>): void {
  it('lets one of two take a run that nobody holds, and says what it is', async () => {
    const { leases, newRun, newWorker } = await make();
    const [one, other, runId] = [newWorker(), newWorker(), await newRun(null)];
    for (const worker of [one, other]) await leases.register(worker, worker);
    const taken = (await Promise.all([leases.claim(one, [runId]), leases.claim(other, [runId])])).flat();
    expect(taken).toMatchObject([{ runId, mode: 'live' }]);
    expect(await leases.claim(one, [runId])).toEqual([]);
  });

  it('gives a run back with the moment to wake it, and only by who holds it', async () => {
    const { leases, newRun, newWorker, now } = await make();
    const [worker, other] = [newWorker(), newWorker()];
    const runId = await newRun(worker);
    const rest = { runId, wakeAt: now() + LONG, status: 'waiting' };
    expect(await leases.park({ ...rest, workerId: other })).toBe('lost');
    expect(await leases.park({ ...rest, workerId: worker })).toBe('parked');
    expect(await leases.park({ ...rest, workerId: worker })).toBe('lost');
    expect(await leases.claim(other, [runId])).toHaveLength(1);
  });

  it('keeps a run from lying down over a word that came meanwhile', async () => {
    const { leases, newRun, newWorker, say, now } = await make();
    const worker = newWorker();
    const [heard, unheard] = [await newRun(worker), await newRun(worker)];
    await say(heard);
    const rest = { workerId: worker, wakeAt: now() + LONG, status: 'waiting' };
    expect(await leases.park({ ...rest, runId: heard })).toBe('stirred');
    expect(await leases.park({ ...rest, runId: unheard })).toBe('parked');
    expect(await leases.park({ ...rest, runId: await newRun(worker), wakeAt: null })).toBe('parked');
  });
}

function freeingFacts(make: () => Promise<LeasesUnderTest>): void {
  it('frees what the silent held, and nothing of who still speaks', async () => {
    const { leases, newRun, newWorker, pass } = await make();
    const [silent, alive] = [newWorker(), newWorker()];
    for (const worker of [silent, alive]) await leases.register(worker, worker);
    const [lost, held] = [await newRun(silent), await newRun(alive)];
    expect(await leases.sweep()).not.toContain(lost);
    await pass(7_000);
    expect(await leases.heartbeat(alive)).toBe(true);
    const swept = await leases.sweep();
    expect(swept).toContain(lost);
    expect(swept).not.toContain(held);
    expect(await leases.heartbeat(silent)).toBe(false);
  });

  it('brings a run whose time is past when the queue did not, once in a while', async () => {
    const { leases, newRun, newWorker, pass, now } = await make();
    const worker = newWorker();
    await leases.register(worker, worker);
    const [due, later, never] = [await newRun(worker), await newRun(worker), await newRun(worker)];
    await leases.park({ runId: due, workerId: worker, wakeAt: now(), status: 'waiting' });
    await leases.park({ runId: later, workerId: worker, wakeAt: now() + LONG, status: 'waiting' });
    await leases.park({ runId: never, workerId: worker, wakeAt: null, status: 'needs_attention' });
    expect(await leases.sweep()).not.toContain(due);
    await pass(5_000);
    await leases.heartbeat(worker);
    const swept = await leases.sweep();
    expect(swept).toContain(due);
    expect(swept).not.toContain(later);
    expect(swept).not.toContain(never);
    expect(await leases.sweep()).not.toContain(due);
  });

  it('frees at once what an earlier process of the same instance held, and what one that leaves holds', async () => {
    const { leases, newRun, newWorker } = await make();
    const [before, after, instance] = [newWorker(), newWorker(), newWorker()];
    await leases.register(before, instance);
    const left = await newRun(before);
    await leases.register(after, instance);
    expect(await leases.sweep()).toContain(left);
    const mine = await newRun(after);
    expect(await leases.unregister(after)).toEqual([mine]);
    expect(await leases.claim(after, [mine])).toHaveLength(1);
  });

  it('has nothing to give of a run that has ended', async () => {
    const { leases, newRun, newWorker, end, pass } = await make();
    const worker = newWorker();
    const runId = await newRun(worker);
    await end(runId);
    await pass(60_000);
    expect(await leases.sweep()).not.toContain(runId);
    expect(await leases.claim(worker, [runId])).toEqual([]);
    expect(await leases.park({ runId, workerId: worker, wakeAt: null, status: 'waiting' })).toBe('lost');
  });
}
