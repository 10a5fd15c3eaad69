import type { LoopState } from './loopState.ts';
import type { StepPath } from './runEvent.ts';
import type { Scope } from './runState.ts';

/**
 * Which rounds of loops are kept once they are over, for showing: none, all, or, in runs too long for that, of each loop
 * the one asked for by the loop's path, the first that failed, and the latest.
 */
export type Keeping = 'none' | 'all' | ReadonlyMap<StepPath, number>;

/** How a round stands: not begun, under way, ended well, failed. */
export type RoundState = 'waiting' | 'running' | 'succeeded' | 'failed';

/** The rounds of a loop in order, as how many in a row stand how: `[['succeeded', 7], ['failed', 1]]`. */
export type RoundStates = [state: RoundState, count: number][];

const STATES: readonly RoundState[] = ['waiting', 'running', 'succeeded', 'failed'];

/** The rounds of one loop that are kept, and how all of them stand. */
export class KeptRounds {
  readonly scopes = new Map<number, Scope>();
  /** A number for each round: its place in `STATES`. */
  private marks: Uint8Array;
  private count: number;
  /** Undefined: all are kept. */
  private readonly asked: number | undefined;
  private readonly keepsAll: boolean;
  private firstFailed: number | undefined;
  private latest: number | undefined;

  constructor(count: number, { keepsAll, asked }: { keepsAll: boolean; asked: number | undefined }) {
    this.marks = new Uint8Array(count);
    this.count = count;
    this.keepsAll = keepsAll;
    this.asked = asked;
  }

  /** There are more rounds than was known. */
  grow(count: number): void {
    this.count = count;
    if (count <= this.marks.length) return;
    const { marks } = this;
    this.marks = new Uint8Array(Math.max(count, 2 * marks.length));
    this.marks.set(marks);
  }

  begun(scope: Scope): void {
    this.marks[scope.index] = 1;
    this.scopes.set(scope.index, scope);
    if (this.keepsAll) return;
    const before = this.latest;
    this.latest = scope.index;
    this.forget(before);
  }

  ended({ index }: Scope): void {
    this.marks[index] = 2;
  }

  failed(scope: Scope): void {
    this.marks[scope.index] = 3;
    if (this.keepsAll || (this.firstFailed !== undefined && this.firstFailed <= scope.index)) return;
    const before = this.firstFailed;
    this.firstFailed = scope.index;
    this.forget(before);
    this.scopes.set(scope.index, scope);
  }

  /** A person has a round that failed go on. */
  reopened({ index }: Scope): void {
    this.marks[index] = 1;
  }

  /** Those kept, and of the rounds under way the first that is stuck: one that failed before it may have gone on since. */
  inOrder({ active }: Pick<LoopState, 'active'>): Scope[] {
    if (this.keepsAll) return [...this.scopes.values()];
    const inOrder = (scopes: Iterable<Scope>) => [...scopes].toSorted((one, other) => one.index - other.index);
    const stuck = inOrder(active).find(({ stuckBy }) => stuckBy !== undefined);
    return inOrder(new Set(stuck === undefined ? this.scopes.values() : [...this.scopes.values(), stuck]));
  }

  /** Of a loop that repeats its steps, those that have begun: nobody knows how many there will be. */
  states({ next, frame }: { next: LoopState['next']; frame: string | undefined }): RoundStates {
    const states: RoundStates = [];
    const marks = this.marks.subarray(0, frame === 'until' ? next : this.count);
    for (const mark of marks) {
      const last = states.at(-1);
      const state = STATES[mark] ?? 'waiting';
      if (last?.[0] === state) last[1] += 1;
      else states.push([state, 1]);
    }
    return states;
  }

  /** Lets go of a round, unless it is kept for another reason. */
  private forget(index: number | undefined): void {
    if (index === undefined || [this.asked, this.firstFailed, this.latest].includes(index)) return;
    this.scopes.delete(index);
  }
}
