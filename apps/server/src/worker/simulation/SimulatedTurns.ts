import type { HeldBackRun, HeldBackStore } from '../../store/heldBack.ts';
import type { Comer, TurnStore } from '../../store/turns/turnStore.ts';
import type { Mutant, Row } from './SimulatedDatabase.ts';

/** A run in line. `heldAt`: when its turn came. */
export type InLine = Comer & { enteredAt: number; heldAt?: number };

export type TurnsDeps = {
  runs: ReadonlyMap<string, Row>;
  /** How many may be under way for each key; undefined where the flow has no limit. */
  atOnce: number | undefined;
  now(): number;
  mutant?: Mutant | undefined;
};

/** What the statements of `store/turns` and `store/heldBack` do to their tables, at one moment each. */
export class SimulatedTurns {
  /** All that ever were in line. */
  readonly came = new Map<string, InLine>();
  readonly #deps: TurnsDeps;
  readonly #line = new Map<string, InLine>();
  readonly #heldBack = new Map<string, HeldBackRun>();

  constructor(deps: TurnsDeps) {
    this.#deps = deps;
  }

  readonly turns: TurnStore = {
    enter: async (_flowId, comers, workerId) => {
      for (const comer of comers) this.#join(comer);
      const admitted = [...new Set(comers.map(({ key }) => key))].flatMap((key) => this.#admit(key));
      const held = comers.filter(({ runId }) => this.#line.get(runId)?.heldAt !== undefined);
      for (const comer of comers) if (!held.includes(comer)) this.#letGo(comer.runId, workerId);
      return { admitted: [...new Set([...admitted, ...held.map(({ runId }) => runId)])] };
    },
    pass: async (runId) => {
      const key = this.#line.get(runId)?.key;
      return key === undefined ? [] : this.#admit(key);
    },
    overdue: async () => {
      if (this.#deps.mutant === 'forgets-turns') return [];
      const lines = new Set(Array.from(this.#line.values(), ({ key }) => key));
      return [...lines].flatMap((key) => this.#admit(key));
    },
    isHeldBy: async () => false,
  };

  readonly heldBack: HeldBackStore = {
    hold: async (runs, workerId) => {
      for (const run of runs) {
        this.#heldBack.set(run.runId, run);
        const lease = this.#deps.runs.get(run.runId)?.lease;
        if (lease !== undefined && (lease.workerId ?? workerId) === workerId) this.#rest(run.runId, null);
      }
    },
    take: async ({ left, share }) => {
      const runIds = [...this.#heldBack.keys()].sort().slice(0, Math.max(left, share));
      for (const runId of runIds) {
        this.#heldBack.delete(runId);
        if (this.#deps.runs.get(runId)?.lease?.workerId === null) this.#rest(runId, this.#deps.now());
      }
      return runIds;
    },
  };

  #join(comer: Comer): void {
    if (this.#line.has(comer.runId)) return;
    const entered = { ...comer, enteredAt: this.#deps.now() };
    this.#line.set(comer.runId, entered);
    this.came.set(comer.runId, entered);
  }

  #admit(key: string): string[] {
    const { runs, atOnce = Number.POSITIVE_INFINITY, now, mutant } = this.#deps;
    for (const { runId } of this.#line.values()) if (runs.get(runId)?.lease === undefined) this.#line.delete(runId);
    const line = [...this.#line.values()].filter((one) => one.key === key).sort(byId);
    if (mutant === 'last-first') line.reverse();
    const held = line.filter(({ runId, heldAt }) => heldAt !== undefined && this.#counts(runId));
    const next = line.filter(({ heldAt }) => heldAt === undefined).slice(0, Math.max(0, atOnce - held.length));
    for (const one of next) {
      one.heldAt = now();
      if (runs.get(one.runId)?.lease?.workerId === null) this.#rest(one.runId, now());
    }
    return next.map(({ runId }) => runId);
  }

  /** A run that waits keeps its place. */
  #counts(runId: string): boolean {
    return this.#deps.mutant !== 'forgets-places' || this.#deps.runs.get(runId)?.lease?.workerId !== null;
  }

  #letGo(runId: string, workerId: string): void {
    const row = this.#deps.runs.get(runId);
    if (row?.lease?.workerId !== workerId) return;
    row.status = 'waiting';
    this.#rest(runId, null);
  }

  #rest(runId: string, wakeAt: number | null): void {
    const row = this.#deps.runs.get(runId);
    if (row?.lease !== undefined) row.lease = { workerId: null, wakeAt };
  }
}

function byId({ runId: a }: InLine, { runId: b }: InLine): number {
  return a < b ? -1 : 1;
}
