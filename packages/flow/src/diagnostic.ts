import type { Mapping, StepId } from './document.ts';

/** What is wrong with a document, where, in words a person can act on. Returned, never thrown. */
export type Diagnostic = {
  /** States the situation: `required_field_missing`, `cycle`, `unknown_operation`, `reference_to_missing_step`. */
  code: string;
  /** `error` stops publishing; `warning` is shown and does not. */
  severity: 'error' | 'warning';
  /** One plain sentence: what is wrong and what to do. */
  message: string;
  step?: StepId;
  edge?: string;
  /** Path of the input inside the step: `['body', 'email']`. */
  field?: readonly string[];
  /** Characters from the start of the formula, where the trouble is inside one. */
  position?: { from: number; to: number };
  /** A mapping to put into `field` with one click, and the words on that button. */
  fix?: { title: string; mapping: Mapping };
};
