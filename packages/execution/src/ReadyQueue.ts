import type { StepState } from './runState.ts';

/** Passed steps kept at most: few enough to cost no memory, many enough that moving the rest up costs nothing. */
const LONG = 1_000;

/** Steps that may start, first in, first out. A step may stand in it that has moved on since; `next` passes over it. */
export class ReadyQueue {
  private steps: StepState[] = [];
  private head = 0;
  private room = LONG;

  push(state: StepState): void {
    this.steps.push(state);
    if (this.steps.length > this.room) this.forgetAll();
  }

  /** How many stand in it, those that have moved on and are not forgotten yet among them. */
  get length(): number {
    return this.steps.length;
  }

  /** The first ready step, which stays until its status changes. */
  next(): StepState | undefined {
    while (this.head < this.steps.length) {
      const state = this.steps[this.head];
      if (state?.status === 'ready') return state;
      this.head += 1;
      if (this.head === LONG) this.forgetPassed();
    }
    this.forgetPassed();
    return undefined;
  }

  /** Where a journal is folded nobody asks for the next, and those that have moved on would stay for as long as it is. */
  private forgetAll(): void {
    this.steps = this.steps.slice(this.head).filter(({ status }) => status === 'ready');
    this.head = 0;
    this.room = LONG + 2 * this.steps.length;
  }

  private forgetPassed(): void {
    if (this.head === 0) return;
    this.steps = this.steps.slice(this.head);
    this.head = 0;
  }
}
