import { EvaluationError } from './evaluationError.ts';
import { limits } from './limits.ts';

/** What a mapping is evaluated against. */
export type EvaluationContext = {
  /** The output of an earlier step, or `{ item, index }` of the loop around; undefined when there is none. */
  value(step: string): unknown;
  /** Milliseconds since 1970: what `now()` gives. The run's start, so that a replay gives the same. */
  now: number;
  /** IANA name of the time zone that date functions use when they are given none. Default `UTC`. */
  zone?: string;
};

/** The state of one evaluation of one formula. */
export class Scope {
  readonly context: EvaluationContext;
  /** Values of the names that map, filter and their kin introduce, by slot. */
  readonly locals: unknown[] = [];
  private left: number = limits.work;

  constructor(context: EvaluationContext) {
    this.context = context;
  }

  get zone(): string {
    return this.context.zone ?? 'UTC';
  }

  /** Pays for work; throws when the formula has used up what one evaluation may cost. */
  charge(units: number): void {
    this.left -= units;
    if (this.left < 0) {
      throw new EvaluationError('This formula takes too long on this much data. Work on fewer items or split it up.');
    }
  }
}

/** A compiled part of a formula. */
export type Thunk = (scope: Scope) => unknown;

/** Refuses a value above the size budgets; gives it back otherwise. */
export function withinSize<Value>(value: Value): Value {
  if (typeof value === 'string' && value.length > limits.textLength) {
    throw new EvaluationError('The text gets longer than 1,000,000 characters.');
  }
  if (Array.isArray(value) && value.length > limits.listLength) {
    throw new EvaluationError('The list gets longer than 100,000 items.');
  }
  return value;
}

/** What touching a value costs of the work budget. */
export function costOf(value: unknown): number {
  if (typeof value === 'string') return value.length >> 4;
  return Array.isArray(value) ? value.length : 1;
}
