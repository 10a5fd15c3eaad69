import { JournalConflict, type RunEvent } from '@patchbay/execution';
import type { NewRun } from '../../store/journal/journal.ts';
import type { ClaimedRun, Leases } from '../../store/leases.ts';

export type Row = {
  run: NewRun;
  status: string;
  events: RunEvent[];
  /** Undefined once the run has ended. */
  lease: { workerId: string | null; wakeAt: number | null } | undefined;
};

/** Ways to be broken, to see that the story notices. */
export type Mutant = 'no-fence' | 'no-sweep' | 'forgets-wake' | 'forgets-turns' | 'forgets-places' | 'last-first';

/** Events, and the run they open where it is not there yet. */
type Added = { events: readonly RunEvent[]; opens?: NewRun };

const SILENCE_MS = 6_000;
const OVERDUE_MS = 4_000;

/**
 * What the statements of `store/leases.ts` and `store/journal` do to their tables, at one moment each: `leasesContract` and
 * `journalContract` hold both to the same.
 */
export class SimulatedDatabase {
  readonly runs = new Map<string, Row>();
  readonly #workers = new Map<string, { instance: string; heartbeatAt: number }>();
  readonly #now: () => number;
  readonly #mutant: Mutant | undefined;

  constructor(now: () => number, mutant?: Mutant) {
    this.#now = now;
    this.#mutant = mutant;
  }

  eventsOf(runId: string): readonly RunEvent[] {
    return this.runs.get(runId)?.events ?? [];
  }

  /** Adds a run that nobody holds yet, as triggers that start by themselves do. */
  add(run: NewRun, started: RunEvent): void {
    this.runs.set(run.id, {
      run,
      status: 'running',
      events: [started],
      lease: { workerId: null, wakeAt: this.#now() },
    });
  }

  append(runId: string, expectedLength: number, { events, opens }: Added): void {
    const row = this.runs.get(runId);
    if (row === undefined) {
      if (opens === undefined || expectedLength !== 0) throw new JournalConflict();
      this.#open(opens, events);
      return;
    }
    if (row.events.length !== expectedLength && this.#mutant !== 'no-fence') throw new JournalConflict();
    row.events.push(...events.map(asStored));
    this.#project(row, events);
  }

  /** The `Leases` port, of which every statement takes hold at once. */
  readonly leases: Leases = {
    register: async (workerId, instance) => {
      for (const [id, worker] of this.#workers) if (worker.instance === instance) this.#workers.delete(id);
      this.#workers.set(workerId, { instance, heartbeatAt: this.#now() });
    },
    heartbeat: async (workerId) => {
      const worker = this.#workers.get(workerId);
      if (worker === undefined) return false;
      worker.heartbeatAt = this.#now();
      return true;
    },
    unregister: async (workerId) => {
      this.#workers.delete(workerId);
      return this.#free(({ lease }) => lease?.workerId === workerId);
    },
    claim: async (workerId, runIds) => runIds.flatMap((runId) => this.#claim(workerId, runId)),
    park: async ({ runId, workerId, wakeAt, status }) => {
      const row = this.runs.get(runId);
      if (row?.lease === undefined || row.lease.workerId !== workerId) return 'lost';
      const { wakeAt: word } = row.lease;
      const isStirred = word !== null && (wakeAt === null || word < wakeAt);
      row.lease = { workerId: null, wakeAt: isStirred ? word : this.#mutant === 'forgets-wake' ? null : wakeAt };
      row.status = status;
      return isStirred ? 'stirred' : 'parked';
    },
    sweep: async () => {
      if (this.#mutant === 'no-sweep') return [];
      const now = this.#now();
      for (const [id, { heartbeatAt }] of this.#workers) if (heartbeatAt < now - SILENCE_MS) this.#workers.delete(id);
      return this.#free(({ lease }) => {
        if (lease === undefined) return false;
        if (lease.workerId !== null) return !this.#workers.has(lease.workerId);
        return lease.wakeAt !== null && lease.wakeAt < now - OVERDUE_MS;
      });
    },
  };

  #claim(workerId: string, runId: string): ClaimedRun[] {
    const row = this.runs.get(runId);
    if (row?.lease === undefined) return [];
    if (row.lease.workerId !== null) return [];
    row.lease = { workerId, wakeAt: null };
    const { workspaceId, flowId, planId, mode } = row.run;
    return [{ runId, workspaceId, flowId, planId, mode }];
  }

  #free(isMeant: (row: Row) => boolean): string[] {
    const freed = [...this.runs.values()].filter(isMeant);
    for (const row of freed) row.lease = { workerId: null, wakeAt: this.#now() };
    return freed.map(({ run }) => run.id);
  }

  #open(run: NewRun, events: readonly RunEvent[]): void {
    const row: Row = {
      run,
      status: 'running',
      events: events.map(asStored),
      lease: { workerId: run.workerId, wakeAt: run.workerId === null ? this.#now() : null },
    };
    this.runs.set(run.id, row);
    this.#project(row, events);
  }

  /** The row and the lease follow the events, as in `appendStatement`. */
  #project(row: Row, events: readonly RunEvent[]): void {
    for (const event of events) {
      if (event.type === 'step.retried' || event.type === 'step.skipped') {
        row.status = 'running';
        row.lease = { workerId: null, wakeAt: this.#now() };
      }
      if (event.type === 'step.resumed' && row.lease !== undefined) {
        row.lease.wakeAt = this.#now();
      }
      if (event.type === 'run.finished') {
        row.status = event.outcome;
        row.lease = undefined;
      }
    }
  }
}

function asStored(event: RunEvent): RunEvent {
  return JSON.parse(JSON.stringify(event)) as RunEvent;
}
