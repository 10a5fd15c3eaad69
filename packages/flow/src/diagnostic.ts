import type { Said } from '@patchbay/words';
import type { EdgeId, Mapping, StepId } from './document.ts';

/** What is wrong with a document, where, in words a person can act on. Returned, never thrown. */
export type Diagnostic = {
  /** States the situation: `required_field_missing`, `cycle`, `unknown_operation`, `reference_to_missing_step`. */
  code: string;
  /** `error` stops publishing; `warning` is shown and does not; a `note` is worth knowing, and nothing is wrong. */
  severity: 'error' | 'warning' | 'note';
  /** One plain sentence: what is wrong and what to do. */
  message: string;
  /** What the message is made of, for other languages; without it, the message is its own words. */
  said?: Said;
  step?: StepId;
  edge?: string;
  /** Path of the input inside the step: `['body', 'email']`. */
  field?: readonly string[];
  /** Characters from the start of the formula, where the trouble is inside one. */
  position?: { from: number; to: number };
  /** What takes it away with one click, the likeliest first. None of them makes anything else wrong. */
  fixes?: readonly Fix[];
};

/** One change to the document, and the words on its button. `said`: what the title is made of, where it has values in it. */
export type Fix = { title: string; said?: Said } & (
  | /** Puts a mapping into the diagnostic's `field`. */ { kind: 'map'; mapping: Mapping }
  | /** Takes out what stands in its `field`. */ { kind: 'clear' }
  | /** Takes a wire out. */ { kind: 'cut'; edge: EdgeId }
  | /** Lets a wire leave by another way. */ { kind: 'way'; edge: EdgeId; outlet: string }
  | /** Draws a wire to the diagnostic's `step`. */ { kind: 'join'; from: StepId; outlet: string }
  | /** Takes a connected account. */ { kind: 'account'; connection: string }
);
