import { type Said, type Saying, spell } from '@patchbay/words';

/** A place inside a formula, in characters from its start. `to` is exclusive. */
export type Position = { from: number; to: number };

/** Why a mapping gave no value, as one plain sentence a person can act on. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  /** What the message is made of, where it has values in it. */
  readonly said: Said | undefined;
  /** Where in the formula; absent when the trouble is not inside one. */
  readonly position: Position | undefined;
  /** Where in nested object and list mappings, outermost first: `['lines', '0', 'price']`. */
  path: readonly string[] = [];

  constructor(saying: Saying, position?: Position, options?: ErrorOptions) {
    super(spell(saying), options);
    this.said = typeof saying === 'string' ? undefined : saying;
    this.position = position;
  }

  /** What it says, to be said again by another error. */
  get saying(): Saying {
    return this.said ?? this.message;
  }
}

/** Whatever was thrown, as an EvaluationError: a stack that ran out becomes a sentence too. */
export function asEvaluationError(error: unknown): EvaluationError {
  if (error instanceof EvaluationError) return error;
  const message =
    error instanceof RangeError
      ? 'The data is nested too deeply for this formula.'
      : 'This formula could not be worked out from the data it got.';
  return new EvaluationError(message, undefined, { cause: error });
}
