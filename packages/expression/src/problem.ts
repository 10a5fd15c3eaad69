import type { Said } from '@patchbay/words';
import type { Position } from './evaluationError.ts';
import type { Mapping } from './mapping.ts';

/** What is wrong with a mapping, where, in a sentence a person can act on. */
export type MappingProblem = {
  /**
   * `formula_empty | formula_too_long | formula_too_deep | formula_syntax | unknown_step | unknown_field |
   * unknown_function | wrong_arguments | wrong_type | not_a_choice | required_field_missing | bad_value | never_true`
   */
  code: string;
  /** `error` stops publishing. */
  severity: 'error' | 'warning';
  /** One or two plain sentences. Where `step` is set, the message names that step by its id. */
  message: string;
  /** What the message is made of, for other languages; without it, its words are all there is. */
  said?: Said;
  /** Inside nested object and list mappings: `['lines', '0', 'price']`. */
  path: string[];
  /** Inside a formula. */
  position?: Position;
  /** The step whose output the problem is about. */
  step?: string;
  /** The field that is not there, and the one that may have been meant. */
  field?: { name: string; suggestion?: string };
  /** A mapping to put in its place with one click, and the words on that button. */
  fix?: { title: string; said?: Said; mapping: Mapping };
};
