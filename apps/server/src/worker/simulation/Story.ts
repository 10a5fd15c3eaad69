import { type CallRequest, type LoadedPlan, loadPlan, type Plan, type RunEvent, viewRun } from '@patchbay/execution';
import { callName, finishedCalls } from '@patchbay/execution/testing';
import { StepId } from '@patchbay/flow';
import type { NewRun } from '../../store/journal/journal.ts';
import type { RoomSize } from '../Room.ts';
import { Chance } from './chance.ts';
import { Outside } from './Outside.ts';
import { type Mutant, SimulatedDatabase } from './SimulatedDatabase.ts';
import { OutOfReach, SimulatedProcess } from './SimulatedProcess.ts';
import { SimulatedTurns } from './SimulatedTurns.ts';
import { turnViolations } from './turnViolations.ts';
import { VirtualTime } from './VirtualTime.ts';

/** What happens to the machines, at moments in milliseconds. */
export type Fault =
  | { kind: 'crash'; at: number; process: number; backAfter: number }
  | { kind: 'freeze'; at: number; process: number; forMs: number }
  | { kind: 'database-down'; at: number; forMs: number };

/** All that decides how a story goes: the same scenario always goes the same way. */
export type Scenario = {
  seed: number;
  plan: Plan;
  runs: number;
  processes: number;
  faults: readonly Fault[];
  /** How likely a statement, or its answer, is lost. */
  lostWords: number;
  /** How likely the queue loses a job, or brings it twice. */
  lostJobs: number;
  /** When runs are cancelled, by their number. */
  cancels: readonly { at: number; run: number }[];
  /** How many runs a process moves at once, and of each workspace at least. */
  room: RoomSize;
  /** How many different keys runs have, where their flow has a limit. */
  keys: number;
};

const WORKSPACE = 'workspace';
const PEOPLE_LOOK_MS = 1_500;
/** Every run has begun by then, or never will. */
const ALL_BEGUN_MS = 12_000;
/** All faults are over by then. */
const CALM_MS = 60_000;
/** What has not ended by then never will: the longest waits, limits and tries together, several times over. */
const END_MS = 20_000_000;

/** Several processes moving runs on one database, with faults, told on a clock of its own. */
export class Story {
  readonly time = new VirtualTime();
  readonly chance: Chance;
  readonly database: SimulatedDatabase;
  readonly turns: SimulatedTurns;
  readonly outside: Outside;
  readonly room: RoomSize;
  readonly faults: { lostWords: number; isDatabaseDown(at: number): boolean };
  /** What must never be, in words. */
  readonly violations: string[] = [];
  readonly #scenario: Scenario;
  readonly #plan: LoadedPlan;
  readonly #processes: SimulatedProcess[] = [];
  /** How often a person had an unsafe call made again, by run and path. */
  readonly #asked = new Map<string, number>();
  /** Runs whose start somebody was told of. */
  readonly #accepted = new Set<string>();

  constructor(scenario: Scenario, mutant?: Mutant) {
    this.#scenario = scenario;
    this.#plan = loadPlan(scenario.plan);
    this.chance = new Chance(scenario.seed);
    this.database = new SimulatedDatabase(() => this.time.now, mutant);
    const { runs } = this.database;
    this.room = scenario.room;
    this.turns = new SimulatedTurns({ runs, atOnce: scenario.plan.atOnce, now: () => this.time.now, mutant });
    this.outside = new Outside(this.time, this.chance);
    const down = scenario.faults.filter((fault) => fault.kind === 'database-down');
    this.faults = {
      lostWords: scenario.lostWords,
      isDatabaseDown: (at) => down.some((fault) => at >= fault.at && at < fault.at + fault.forMs),
    };
  }

  /** Tells it to its end. */
  async tell(): Promise<void> {
    const { runs, processes, faults, cancels } = this.#scenario;
    for (let number = 0; number < processes; number += 1) this.#boot(number, 0);
    for (let number = 0; number < runs; number += 1) this.#start(number);
    for (const fault of faults) this.time.after(fault.at, () => this.#strike(fault));
    for (const { at, run } of cancels) this.time.after(at, () => this.#cancel(`run${run % runs}`));
    this.time.after(PEOPLE_LOOK_MS, () => this.#peopleLook());
    this.time.after(CALM_MS, () => {
      this.faults.lostWords = 0;
    });
    const hasEnded = () => [...this.database.runs.values()].every(({ lease }) => lease === undefined);
    const isOver = () => this.time.now > ALL_BEGUN_MS && hasEnded();
    await this.time.run({ until: END_MS, isOver });
    this.#checkEnds();
  }

  /** Carries jobs to some process, sooner or later. */
  send(runIds: readonly string[], at = 0): void {
    const { lostJobs } = this.#scenario;
    for (const runId of runIds) {
      if (this.chance.happens(lostJobs)) continue;
      const times = this.chance.happens(lostJobs) ? 2 : 1;
      for (let time = 0; time < times; time += 1) {
        const wait = Math.max(0, at - this.time.now) + this.chance.between(1, 1_200);
        this.time.after(wait, () => {
          this.chance.one(this.#processes.filter(({ takes }) => takes))?.bring([runId]);
        });
      }
    }
  }

  /** A call begins. Whoever holds the run makes no call that has ended; an unsafe one is in the journal first. */
  calls(request: CallRequest, workerId: string): void {
    const { runId, path, attempt, step } = request;
    const row = this.database.runs.get(runId);
    if (row?.lease?.workerId !== workerId) return;
    if (finishedCalls(row.events).includes(callName(request)))
      this.violations.push(`${runId} ${path} has ended and is called again`);
    if (step.repeat !== 'unsafe') return;
    const isWritten = row.events.some(
      (event) => event.type === 'step.started' && event.path === path && event.attempt === attempt,
    );
    if (!isWritten) this.violations.push(`${runId} ${path} is called before the journal says so`);
  }

  wentWrong(error: unknown): void {
    if (!(error instanceof OutOfReach)) this.violations.push(`A worker failed: ${String(error)}`);
  }

  #boot(number: number, restarts: number): void {
    const process = new SimulatedProcess(this, {
      id: `worker${number}.${restarts}`,
      instance: `instance${number}`,
      plan: this.#plan,
    });
    this.#processes[number] = process;
    // As a supervisor would: one that cannot reach its database at the start is started again.
    process.worker.start().catch(() => {
      process.crash();
      this.time.after(1_000, () => this.#boot(number, restarts + 1));
    });
  }

  #start(number: number): void {
    const id = `run${number}`;
    const trigger = this.#plan.plan.steps.find(({ kind }) => kind === 'trigger')?.id ?? StepId.parse('none');
    const at = this.chance.between(0, 8_000);
    const run: Omit<NewRun, 'workerId'> = {
      id,
      workspaceId: WORKSPACE,
      flowId: 'flow',
      number: 1,
      planId: 'plan',
      mode: 'live',
      trigger,
      startedAt: at,
    };
    const payload = { customer: number % this.#scenario.keys };
    this.time.after(at, () => {
      const started: RunEvent = { type: 'run.started', at: this.time.now, trigger, payload, mode: 'live' };
      const process = this.chance.one(this.#processes.filter(({ isAlive }) => isAlive));
      if (process === undefined || this.chance.happens(0.5)) {
        this.database.add({ ...run, workerId: null }, started);
        this.send([id]);
      } else {
        const observe = (events: readonly RunEvent[], from: number) => this.#told(id, events, from);
        const beginning = { run, plan: this.#plan, started, observe, isUntold: this.chance.happens(0.5) };
        process.worker.begin(beginning).catch((error) => this.wentWrong(error));
      }
    });
  }

  /** Nobody is told of what is not so. */
  #told(runId: string, events: readonly RunEvent[], from: number): void {
    this.#accepted.add(runId);
    const kept = this.database.eventsOf(runId).slice(from, from + events.length);
    if (JSON.stringify(kept) !== JSON.stringify(events)) this.violations.push(`${runId} tells what is not written`);
  }

  #strike(fault: Fault): void {
    if (fault.kind === 'database-down') return;
    const number = fault.process % this.#processes.length;
    const process = this.#processes[number];
    if (fault.kind === 'freeze') process?.freeze(fault.forMs);
    else if (process?.isAlive) {
      process.crash();
      this.time.after(fault.backAfter, () => this.#boot(number, Math.floor(this.time.now)));
    }
  }

  /** People answer what runs ask: half of the time they have it tried again, else they go on without. */
  #peopleLook(): void {
    for (const [runId, { status, lease }] of this.database.runs) {
      if (lease === undefined) continue;
      if (status === 'needs_attention') this.#record(runId, (events) => this.#onUnknown(runId, events));
      else if (status === 'waiting') this.#record(runId, (events) => this.#words(events));
    }
    this.time.after(PEOPLE_LOOK_MS, () => this.#peopleLook());
  }

  #onUnknown(runId: string, events: readonly RunEvent[]): RunEvent[] {
    const unknown = viewRun(this.#plan, events).steps.filter(({ status }) => status === 'unknown');
    return unknown.map(({ path }) => {
      const isAgain = this.chance.happens(0.5);
      if (isAgain) this.#asked.set(`${runId} ${path}`, (this.#asked.get(`${runId} ${path}`) ?? 0) + 1);
      return { type: isAgain ? 'step.retried' : 'step.skipped', at: this.time.now, path, by: 'person' };
    });
  }

  /** A third of what is waited for happens; flows that were called always end. */
  #words(events: readonly RunEvent[]): RunEvent[] {
    const waiting = viewRun(this.#plan, events).steps.filter(({ waiting }) => waiting !== undefined);
    return waiting.flatMap(({ path, waiting }): RunEvent[] => {
      if (waiting === undefined || waiting.for === 'time') return [];
      if (waiting.for !== 'flow' && !this.chance.happens(0.3)) return [];
      const outlet = waiting.for === 'approval' ? 'approved' : 'done';
      return [{ type: 'step.resumed', at: this.time.now, path, by: 'them', outlet, output: { said: path } }];
    });
  }

  #cancel(runId: string): void {
    if (!this.database.runs.has(runId)) return;
    this.#record(runId, (events) => {
      if (events.at(-1)?.type === 'run.finished') return [];
      const at = this.time.now;
      return [
        { type: 'run.cancelled', at, by: 'person' },
        { type: 'run.finished', at, outcome: 'cancelled' },
      ];
    });
  }

  /** Appends as `recordByHand` does, and tells everybody; the word may be lost on the way to the queue. */
  #record(runId: string, decide: (events: readonly RunEvent[]) => RunEvent[]): void {
    const known = this.database.eventsOf(runId);
    const events = decide(known);
    if (events.length === 0) return;
    this.database.append(runId, known.length, { events });
    const isWord = events.every(({ type }) => type === 'step.resumed');
    for (const process of this.#processes) {
      this.time.after(this.chance.between(1, 30), () => process.told(runId, { isWord }));
    }
    this.send([runId]);
  }

  #checkEnds(): void {
    for (const [runId, { events, lease, status }] of this.database.runs) {
      const ends = events.filter(({ type }) => type === 'run.finished').length;
      const isLast = events.at(-1)?.type === 'run.finished';
      if (lease !== undefined) this.violations.push(`${runId} never ends: it is ${status}`);
      else if (ends !== 1 || !isLast) this.violations.push(`${runId} has ${ends} ends`);
      this.#checkFacts(runId, events);
    }
    this.#checkStarts();
    const { atOnce } = this.#scenario.plan;
    if (atOnce !== undefined) this.violations.push(...turnViolations(this.database.runs, this.turns.came, atOnce));
    for (const [call, effects] of this.outside.unsafeEffects()) {
      const asked = this.#asked.get(call) ?? 0;
      if (effects > 1 + asked) this.violations.push(`${call} happened ${effects} times, asked for ${asked}`);
    }
  }

  /** No fact is written twice. */
  #checkFacts(runId: string, events: readonly RunEvent[]): void {
    const facts = new Set<string>();
    /** The next page of each list that is read page by page. */
    const pages = new Map<string, number>();
    for (const event of events) {
      if (event.type !== 'step.succeeded' && event.type !== 'step.started') continue;
      const page = pages.get(event.path) ?? 1;
      const fact = `${event.type} ${event.path} ${page} ${event.type === 'step.started' ? event.attempt : ''}`;
      if (facts.has(fact)) this.violations.push(`${runId} says twice: ${fact}`);
      facts.add(fact);
      if (event.type !== 'step.succeeded' || event.page === undefined) continue;
      if (event.page.number !== page)
        this.violations.push(`${runId} reads page ${event.page.number} where ${page} is next`);
      pages.set(event.path, page + 1);
    }
  }

  /** A run whose first write was lost was never accepted; one that was accepted is there. */
  #checkStarts(): void {
    for (const runId of this.#accepted) {
      if (!this.database.runs.has(runId)) this.violations.push(`${runId} was accepted and is gone`);
    }
  }
}
