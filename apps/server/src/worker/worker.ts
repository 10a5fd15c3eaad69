import { setTimeout as pause } from 'node:timers/promises';
import {
  advance,
  Bell,
  type History,
  type Journal,
  JournalConflict,
  type LoadedPlan,
  type Operations,
  type Outcome,
  type RunEvent,
  turnKeyOf,
} from '@patchbay/execution';
import type { NewRun } from '../store/journal/journal.ts';
import type { ClaimedRun } from '../store/leases.ts';
import { HeldBack } from './HeldBack.ts';
import { admitted, firstEvents, isAtRest, isSettled, restingAs } from './outcomes.ts';
import { ROOM, Room } from './Room.ts';
import { type Slot, Turns } from './Turns.ts';
import type { Beginning, WorkerDeps } from './workerPorts.ts';

const HEARTBEAT_MS = 2_000;
const DAY_MS = 86_400_000;
/** A run that cannot be moved for a reason of ours is tried ever more rarely. */
const LONGEST_BACK_OFF_MS = 300_000;

/** One `advance` under way here. */
type Move = { abandon: AbortController; bell: Bell; settled: Promise<unknown>; isReplaced: boolean };

type Moved = Pick<NewRun, 'id' | 'workspaceId' | 'flowId'>;

type Job = {
  plan: LoadedPlan;
  journal: Journal;
  history?: History;
  observe?(events: readonly RunEvent[], from: number): void;
  /** When it came, among the runs of a flow that limits how many are under way. */
  slot?: Slot;
};

type Advancing = { job: Job; move: Move };

/** Moves runs: those that begin in this process at once, all others as the queue and the sweep bring them. */
export class Worker {
  readonly #deps: WorkerDeps;
  readonly #drain = new AbortController();
  readonly #active = new Map<string, Move>();
  /** Runs that could not be written or let go of: given back once the database answers again. */
  readonly #stranded = new Set<string>();
  /** How often in a row that happened to a run. */
  readonly #mishaps = new Map<string, number>();
  readonly #room: Room;
  readonly #heldBack: HeldBack;
  readonly #turns: Turns;
  #operations = new Map<string, Operations>();
  #timer: NodeJS.Timeout | undefined;
  #takesQueued = true;
  #beatAt = 0;
  #isBeating = false;
  #madeRoomAt = 0;

  constructor(deps: WorkerDeps) {
    this.#deps = deps;
    const { id: workerId, turns, heldBack } = deps;
    const onError = (error: unknown) => deps.onError(error, {});
    this.#room = new Room(deps.room ?? ROOM);
    this.#turns = new Turns({ workerId, store: turns, move: (runIds) => this.wake(runIds), onError });
    const move = async (runIds: string[]) => {
      for (const run of await this.#claim(runIds)) void this.#resume(run);
    };
    const signals = { strand: (runId: string) => this.#strand(runId), isStopping: () => this.isStopping, onError };
    this.#heldBack = new HeldBack({ workerId, store: heldBack, room: this.#room, move, ...signals });
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
    this.#takesQueued = takesQueued;
    if (takesQueued) await queue.take((runIds) => this.#takeJobs(runIds));
    await this.#sweep();
    this.#timer = setInterval(() => void this.#beat(), HEARTBEAT_MS);
  }

  /**
   * Starts a run and moves it as far as it goes. Resolves when it rests; rejects when it could not be written. Where too
   * much is under way it is only stored, and moved as soon as there is room.
   */
  async begin(beginning: Beginning): Promise<Outcome> {
    const { run, plan, observe, isUntold = false } = beginning;
    if (plan.plan.atOnce !== undefined) return this.#beginLimited(beginning);
    if (!this.#hasRoomFor(run.workspaceId)) return this.#store(beginning);
    const journal = this.#deps.journal.opening({ ...run, workerId: this.#deps.id });
    const history = { events: firstEvents(beginning), committed: 0, isUntold };
    return this.#move(run, { plan, journal, history, ...(observe && { observe }) });
  }

  /** Moves those of these runs that nobody holds. One that was not started (a command's) leaves them to the others. */
  async wake(runIds: string[]): Promise<void> {
    if (this.#timer === undefined || this.isStopping) await this.#deps.queue.send(runIds);
    else await this.#takeJobs(runIds);
  }

  /** Lets go of a run at once: it was cancelled, or a person moved it on. Calls under way are given up. */
  abandon(runId: string): void {
    const move = this.#active.get(runId);
    if (move !== undefined) move.abandon.abort();
    else if (!this.isStopping) void this.#turns.pass(runId);
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
    await this.#heldBack.idle();
    await journal.idle();
    await queue.send(await leases.unregister(id));
    await queue.stop();
  }

  /** Tries wait for nobody. There is always room to get others in line, which is soon done. */
  #beginLimited({ run, plan, hasTurn, observe, ...first }: Beginning): Promise<Outcome> {
    const journal = this.#deps.journal.opening({ ...run, workerId: this.#deps.id });
    const isFree = hasTurn === true || run.number === null;
    const events = firstEvents(first);
    const history = { events: isFree ? [...events, admitted(first.started.at)] : events, committed: 0 };
    const slot = isFree ? {} : { slot: this.#turns.arrive(run.flowId) };
    return this.#move(run, { plan, journal, history, ...slot, ...(observe && { observe }) });
  }

  async #store({ run, observe, ...beginning }: Beginning): Promise<Outcome> {
    const first = firstEvents(beginning);
    try {
      await this.#deps.journal.opening({ ...run, workerId: null }).append(run.id, 0, first);
    } catch (error) {
      if (error instanceof JournalConflict) return { kind: 'lost' };
      throw error;
    }
    observe?.(first, 0);
    this.#heldBack.hold({ runId: run.id, workspaceId: run.workspaceId });
    return { kind: 'stopped' };
  }

  /** Who comes later does not go before those that wait already. */
  #hasRoomFor(workspaceId: string): boolean {
    return this.#room.hasRoomFor(workspaceId) && !this.#heldBack.isWaiting(workspaceId);
  }

  #move(run: Moved, job: Job): Promise<Outcome> {
    const move: Move = {
      abandon: new AbortController(),
      bell: new Bell(),
      settled: Promise.resolve(),
      isReplaced: false,
    };
    this.#room.enter(run.workspaceId);
    const moved = this.#advance(run, { job, move });
    move.settled = moved.catch(() => undefined);
    this.#active.set(run.id, move);
    return moved;
  }

  async #advance(run: Moved, { job, move }: Advancing): Promise<Outcome> {
    const isLimited = job.plan.plan.atOnce !== undefined;
    try {
      const outcome = await (isLimited ? this.#driveInTurn(run, { job, move }) : this.#drive(run, { job, move }));
      this.#mishaps.delete(run.id);
      if (!isSettled(outcome) && !move.isReplaced) await this.#rest(run.id, outcome);
      if (isLimited && !isAtRest(outcome)) await this.#turns.pass(run.id);
      return outcome;
    } catch (error) {
      this.#strand(run.id);
      throw error;
    } finally {
      if (this.#active.get(run.id) === move) this.#active.delete(run.id);
      if (job.slot !== undefined) this.#turns.leave(job.slot);
      this.#room.leave(run.workspaceId);
      this.#heldBack.stir();
    }
  }

  #drive(run: Moved, { job, move }: Advancing): Promise<Outcome> {
    const { plan, journal, slot: _slot, ...rest } = job;
    const { random } = this.#deps;
    const ports = { journal, clock: this.#deps, random, operations: this.#operationsOf(run.workspaceId) };
    const signals = { signal: this.#drain.signal, abandon: move.abandon.signal, bell: move.bell };
    return advance({ runId: run.id, plan, ports, ...signals, ...rest });
  }

  /** Goes on as soon as it is its turn. Until then nobody holds it. */
  async #driveInTurn(run: Moved, { job, move }: Advancing): Promise<Outcome> {
    const outcome = await this.#drive(run, { job, move });
    if (outcome.kind !== 'await-turn' || move.isReplaced) return outcome;
    const events = job.history?.events ?? (await job.journal.read(run.id));
    const { slot = this.#turns.arrive(run.flowId) } = job;
    const { id: runId, flowId } = run;
    if (!(await this.#turns.enter(slot, { runId, flowId, key: turnKeyOf(job.plan, events[0]) }))) return outcome;
    const history = { events: [...events, admitted(this.#deps.now())], committed: events.length };
    return this.#drive(run, { job: { ...job, history }, move });
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
    // What there is no room for makes way: others may stand behind it in the queue.
    for (const run of await this.#claim(runIds)) {
      if (this.#hasRoomFor(run.workspaceId)) void this.#resume(run);
      else this.#heldBack.hold(run);
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
  async #resume({ runId, workspaceId, flowId, planId }: ClaimedRun): Promise<void> {
    const { journal, onError } = this.#deps;
    try {
      const plan = await this.#ready({ runId, workspaceId, planId });
      await this.#move({ id: runId, workspaceId, flowId }, { plan, journal });
    } catch (error) {
      this.#strand(runId);
      onError(error, { runId });
    }
  }

  /** It takes its room from now on: many are taken at the same time. */
  async #ready({ runId, workspaceId, planId }: Omit<ClaimedRun, 'flowId' | 'mode'>): Promise<LoadedPlan> {
    this.#room.enter(workspaceId);
    try {
      await this.#replace(runId);
      const plan = await this.#deps.plans.get(planId);
      if (plan === undefined) throw new Error(`The plan ${planId} is gone.`);
      return plan;
    } finally {
      this.#room.leave(workspaceId);
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
      if (this.#takesQueued) this.#heldBack.look();
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
    const { leases, queue, turns } = this.#deps;
    for (const runId of this.#stranded) await this.#giveBack(runId);
    await queue.send(await leases.sweep());
    await queue.send(await turns.overdue());
  }
}
