import {
  advance,
  Bell,
  type Journal,
  type LoadedPlan,
  type Operations,
  type Outcome,
  type RunEvent,
} from '@patchbay/execution';
import type { NewRun, RunJournal } from '../store/journal/journal.ts';
import type { ClaimedRun, Leases } from '../store/leases.ts';
import type { RunQueue } from '../store/queue.ts';
import type { PlanCache } from './planCache.ts';

export type WorkerDeps = {
  /** Of this process; a new one at every start. */
  id: string;
  /** Of this installation: the same after a restart, so it may take back at once what it held. */
  instance: string;
  journal: RunJournal;
  leases: Leases;
  queue: RunQueue;
  plans: PlanCache;
  operationsOf(workspaceId: string): Operations;
  /** Makes room for the runs of the coming weeks; called at the start and once a day. */
  makeRoom(): Promise<void>;
  now(): number;
  /** From 0 up to 1: spreads the retries of many runs. */
  random(): number;
  /** For what must be known but has no caller to tell: a database that went away, a bug. */
  onError(error: unknown, about: { runId?: string }): void;
};

/** A run about to start here: everything but who advances it, which is this worker. */
export type Beginning = {
  run: Omit<NewRun, 'workerId'>;
  plan: LoadedPlan;
  started: RunEvent;
  /** Told of its events once they are durable. */
  observe?(events: readonly RunEvent[], from: number): void;
};

const HEARTBEAT_MS = 2_000;
const DAY_MS = 86_400_000;
const MOST_FROM_QUEUE = 200;
/** A run that cannot be moved for a reason of ours is tried ever more rarely. */
const LONGEST_BACK_OFF_MS = 300_000;

/** One `advance` under way here. */
type Move = { abandon: AbortController; bell: Bell; settled: Promise<unknown>; isReplaced: boolean };

type Job = {
  plan: LoadedPlan;
  journal: Journal;
  history?: { events: readonly RunEvent[]; committed: number };
  observe?(events: readonly RunEvent[], from: number): void;
};

/** Moves runs: those that begin in this process at once, all others as the queue and the sweep bring them. */
export class Worker {
  readonly #deps: WorkerDeps;
  readonly #drain = new AbortController();
  readonly #active = new Map<string, Move>();
  /** Runs that could not be written or let go of: given back once the database answers again. */
  readonly #stranded = new Set<string>();
  /** How often in a row that happened to a run. */
  readonly #mishaps = new Map<string, number>();
  #operations = new Map<string, Operations>();
  #timer: NodeJS.Timeout | undefined;
  #fromQueue = 0;
  #hasRoom: (() => void) | undefined;
  #beatAt = 0;
  #isBeating = false;
  #madeRoomAt = 0;

  constructor(deps: WorkerDeps) {
    this.#deps = deps;
  }

  get id(): string {
    return this.#deps.id;
  }

  get isStopping(): boolean {
    return this.#drain.signal.aborted;
  }

  /** Whether it has told the database that it lives, lately. */
  get isHealthy(): boolean {
    return this.#deps.now() - this.#beatAt < 3 * HEARTBEAT_MS;
  }

  /** `takesQueued` false: it moves only the runs that begin in this process, and leaves all others to workers elsewhere. */
  async start({ takesQueued }: { takesQueued: boolean } = { takesQueued: true }): Promise<void> {
    const { leases, queue, id, instance } = this.#deps;
    await this.#makeRoom();
    await leases.register(id, instance);
    this.#beatAt = this.#deps.now();
    if (takesQueued) await queue.take((runIds) => this.#takeJobs(runIds));
    await this.#sweep();
    this.#timer = setInterval(() => void this.#beat(), HEARTBEAT_MS);
  }

  /** Starts a run and moves it as far as it goes. Resolves when it rests; rejects when it could not be written. */
  async begin({ run, plan, started, observe }: Beginning): Promise<Outcome> {
    const journal = this.#deps.journal.opening({ ...run, workerId: this.#deps.id });
    const history = { events: [started], committed: 0 };
    return this.#move(run, { plan, journal, history, ...(observe && { observe }) });
  }

  /** Moves those of these runs that nobody holds. One that was not started (a command's) leaves them to the others. */
  async wake(runIds: string[]): Promise<void> {
    if (this.#timer === undefined) await this.#deps.queue.send(runIds);
    else await this.#takeJobs(runIds);
  }

  /** Lets go of a run at once: it was cancelled, or a person moved it on. Calls under way are given up. */
  abandon(runId: string): void {
    this.#active.get(runId)?.abandon.abort();
  }

  /** Somebody has added a word to a run's journal: where it is moved here, it takes that in. Calls under way go on. */
  hear(runId: string): void {
    this.#active.get(runId)?.bell.ring();
  }

  /** The runs that are moved here just now. */
  get moving(): string[] {
    return [...this.#active.keys()];
  }

  /** Stops taking runs, lets calls under way finish for `drainMs`, then gives everything back. */
  async stop(drainMs = 30_000): Promise<void> {
    const { queue, leases, journal, id } = this.#deps;
    clearInterval(this.#timer);
    this.#drain.abort();
    await queue.rest();
    const deadline = this.#deps.now() + drainMs;
    while (this.#active.size > 0 && this.#deps.now() < deadline) await pause(20);
    for (const move of this.#active.values()) move.abandon.abort();
    await Promise.allSettled(Array.from(this.#active.values(), (move) => move.settled));
    await journal.idle();
    await queue.send(await leases.unregister(id));
    await queue.stop();
  }

  #move(run: { id: string; workspaceId: string }, job: Job): Promise<Outcome> {
    const move: Move = {
      abandon: new AbortController(),
      bell: new Bell(),
      settled: Promise.resolve(),
      isReplaced: false,
    };
    const moved = this.#advance(run, { job, move });
    move.settled = moved.catch(() => undefined);
    this.#active.set(run.id, move);
    return moved;
  }

  async #advance(run: { id: string; workspaceId: string }, { job, move }: { job: Job; move: Move }): Promise<Outcome> {
    const { plan, journal, ...rest } = job;
    try {
      const { random } = this.#deps;
      const ports = { journal, clock: this.#deps, random, operations: this.#operationsOf(run.workspaceId) };
      const signals = { signal: this.#drain.signal, abandon: move.abandon.signal, bell: move.bell };
      const outcome = await advance({ runId: run.id, plan, ports, ...signals, ...rest });
      this.#mishaps.delete(run.id);
      if (outcome.kind !== 'finished' && !move.isReplaced) await this.#rest(run.id, outcome);
      return outcome;
    } catch (error) {
      this.#strand(run.id);
      throw error;
    } finally {
      if (this.#active.get(run.id) === move) this.#active.delete(run.id);
    }
  }

  async #rest(runId: string, outcome: Outcome): Promise<void> {
    const { id: workerId, leases, queue, now } = this.#deps;
    const status = restingAs(outcome);
    // Stopped, or lost: then it is mostly somebody else's or over, and only where it is still held here it goes on.
    const wakeAt = status === 'running' ? now() : outcome.kind === 'sleep' ? outcome.until : null;
    const parked = await leases.park({ runId, workerId, wakeAt, status });
    if (parked === 'stirred') await queue.send([runId]);
    else if (outcome.kind === 'sleep') await queue.send([runId], outcome.until);
    else if (parked === 'parked' && status === 'running') await queue.send([runId]);
  }

  #operationsOf(workspaceId: string): Operations {
    const known = this.#operations.get(workspaceId);
    if (known !== undefined) return known;
    const made = this.#deps.operationsOf(workspaceId);
    this.#operations.set(workspaceId, made);
    return made;
  }

  async #takeJobs(runIds: string[]): Promise<void> {
    if (this.isStopping) return;
    while (this.#fromQueue >= MOST_FROM_QUEUE) {
      await new Promise<void>((resolve) => {
        this.#hasRoom = resolve;
      });
    }
    for (const run of await this.#claim(runIds)) {
      this.#fromQueue += 1;
      void this.#resume(run).finally(() => {
        this.#fromQueue -= 1;
        this.#hasRoom?.();
      });
    }
  }

  async #claim(runIds: string[]): Promise<ClaimedRun[]> {
    try {
      return await this.#deps.leases.claim(this.#deps.id, runIds);
    } catch (error) {
      // It may have been done, and only the answer was lost: what nobody moves must not stay held.
      for (const runId of runIds) void this.#strandUnlessMoved(runId);
      throw error;
    }
  }

  /** Never rejects: nobody waits for it. */
  async #resume({ runId, workspaceId, planId }: ClaimedRun): Promise<void> {
    const { plans, journal, onError } = this.#deps;
    try {
      await this.#replace(runId);
      const plan = await plans.get(planId);
      if (plan === undefined) throw new Error(`The plan ${planId} is gone.`);
      await this.#move({ id: runId, workspaceId }, { plan, journal });
    } catch (error) {
      this.#strand(runId);
      onError(error, { runId });
    }
  }

  /** A person moved this run on while it was being moved here: what was under way is let go of first. */
  async #replace(runId: string): Promise<void> {
    const before = this.#active.get(runId);
    if (before === undefined) return;
    before.isReplaced = true;
    before.abandon.abort();
    await before.settled;
  }

  #strand(runId: string): void {
    if (this.#stranded.has(runId)) return;
    this.#stranded.add(runId);
    this.#mishaps.set(runId, (this.#mishaps.get(runId) ?? 0) + 1);
  }

  async #strandUnlessMoved(runId: string): Promise<void> {
    await this.#active.get(runId)?.settled;
    if (!this.#active.has(runId)) this.#strand(runId);
  }

  async #giveBack(runId: string): Promise<void> {
    const { leases, id: workerId, now } = this.#deps;
    const wait = Math.min(LONGEST_BACK_OFF_MS, 500 * 2 ** (this.#mishaps.get(runId) ?? 0));
    // Taken off the list first: it may be stranded once more while this is on its way.
    this.#stranded.delete(runId);
    try {
      await leases.park({ runId, workerId, wakeAt: now() + wait, status: 'running' });
    } catch (error) {
      this.#stranded.add(runId);
      throw error;
    }
  }

  async #beat(): Promise<void> {
    const { leases, id, instance, onError, now } = this.#deps;
    // Where the database does not answer, one that waits is enough.
    if (this.#isBeating) return;
    this.#isBeating = true;
    try {
      // Taken for dead while it was only slow: what it held is free, and the journal refuses what it still tries to write.
      if (!(await leases.heartbeat(id))) await leases.register(id, instance);
      this.#beatAt = now();
      await this.#sweep();
    } catch (error) {
      onError(error, {});
    } finally {
      this.#isBeating = false;
    }
    // Not waited for: who waits for a lock must not be taken for dead.
    if (now() - this.#madeRoomAt > DAY_MS) this.#makeRoom().catch((error: unknown) => onError(error, {}));
  }

  async #makeRoom(): Promise<void> {
    this.#madeRoomAt = this.#deps.now();
    await this.#deps.makeRoom();
  }

  async #sweep(): Promise<void> {
    const { leases, queue } = this.#deps;
    for (const runId of this.#stranded) await this.#giveBack(runId);
    await queue.send(await leases.sweep());
  }
}

function restingAs({ kind }: Outcome): 'waiting' | 'needs_attention' | 'running' {
  if (kind === 'needs-attention') return 'needs_attention';
  return kind === 'sleep' || kind === 'await-reconnect' ? 'waiting' : 'running';
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
