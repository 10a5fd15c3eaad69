import type { StepState } from './runState.ts';

/** Passed steps kept at most: few enough to cost no memory, many enough that moving the rest up costs nothing. */
const LONG = 1_000;

/** Steps that may start, first in, first out. A step may stand in it that has moved on since; `next` passes over it. */
export class ReadyQueue {
  private steps: StepState[] = [];
  private head = 0;

  push(state: StepState): void {
    this.steps.push(state);
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

  private forgetPassed(): void {
    if (this.head === 0) return;
    this.steps = this.steps.slice(this.head);
    this.head = 0;
  }
}
