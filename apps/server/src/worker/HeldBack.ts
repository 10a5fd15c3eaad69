import type { HeldBackRun, HeldBackStore } from '../store/heldBack.ts';
import type { Room } from './Room.ts';

export type HeldBackDeps = {
  workerId: string;
  store: HeldBackStore;
  room: Room;
  /** Moves those of these runs that nobody holds. */
  move(runIds: string[]): Promise<void>;
  /** A run that could not be let go of. */
  strand(runId: string): void;
  isStopping(): boolean;
  onError(error: unknown): void;
};

const MOST_WRITTEN = 500;

/** Keeps what there is no room for in the database, and fetches it from there as there is, workspace by workspace. */
export class HeldBack {
  readonly #deps: HeldBackDeps;
  /** Workspaces that have runs waiting there, as far as is known here. */
  readonly #waiting = new Set<string>();
  #arriving: HeldBackRun[] = [];
  #writing: Promise<void> | undefined;
  #isFetching = false;
  #isStirred = false;

  constructor(deps: HeldBackDeps) {
    this.#deps = deps;
  }

  /** Whether a run of this workspace has to wait behind others. */
  isWaiting(workspaceId: string): boolean {
    return this.#waiting.has(workspaceId);
  }

  /** Many that come at the same time are written together. */
  hold(run: HeldBackRun): void {
    this.#waiting.add(run.workspaceId);
    this.#arriving.push(run);
    this.#writing ??= this.#write();
  }

  /** There is room again, or may be. */
  stir(): void {
    if (this.#waiting.size > 0) this.look();
  }

  /** Also for what other processes have left. */
  look(): void {
    this.#isStirred = true;
    if (!this.#isFetching) void this.#fetch();
  }

  async idle(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    const { store, workerId, strand, onError } = this.#deps;
    while (this.#arriving.length > 0) {
      const runs = this.#arriving.splice(0, MOST_WRITTEN);
      try {
        await store.hold(runs, workerId);
      } catch (error) {
        for (const { runId } of runs) strand(runId);
        onError(error);
      }
    }
    this.#writing = undefined;
    this.stir();
  }

  async #fetch(): Promise<void> {
    this.#isFetching = true;
    try {
      while (this.#isStirred && !this.#deps.isStopping()) {
        this.#isStirred = false;
        await this.#fetchSome();
      }
    } catch (error) {
      this.#deps.onError(error);
    } finally {
      this.#isFetching = false;
    }
  }

  async #fetchSome(): Promise<void> {
    const { store, room, move } = this.#deps;
    const { left, share, taken } = room;
    const known = [...this.#waiting];
    const runIds = await store.take({ left, share, taken });
    if (runIds.length > 0) {
      this.#isStirred = true;
      await move(runIds);
    } else if (left > 0 && this.#writing === undefined) for (const id of known) this.#waiting.delete(id);
  }
}
