import type { Said } from '@patchbay/words';

/**
 * Why a step did not finish, as data: it crosses the journal, the API and the screen. Never holds a secret.
 *
 * `retry` says what would help, because that is the only thing the engine may decide on.
 */
export type Failure = {
  /** States the situation: `answer_not_json`, `timed_out`, `refused`, `not_found`. */
  code: string;
  /** What happened and what to do, in a sentence or two a person can read. */
  message: string;
  /** What the message is made of, for other languages; without it, the message is its own words. Never holds a secret either. */
  said?: Said;
  retry: 'never' | 'later' | 'after-reconnect';
  /** How long the API asked us to wait. */
  retryAfterMs?: number;
  /** Nothing was sent: it has to wait for its turn, until `retryAfterMs` have passed. That does not count among the tries. */
  isHeldBack?: true;
  /**
   * No answer came, but the request may have been carried out: it timed out or was cut off after it was sent. A call that is
   * not safe to repeat then waits for a person instead of being tried again.
   */
  mayHaveHappened?: true;
  /** The HTTP status, where there was an answer. */
  status?: number;
  /** The answer as it came, cut to 2,000 characters, for the folded "raw answer". */
  raw?: string;
};

export class OperationError extends Error {
  override readonly name = 'OperationError';
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.failure = failure;
  }
}

/** Anything thrown becomes a Failure. Unknown errors are not retried, and their text is not shown: it may hold anything. */
export function toFailure(error: unknown): Failure {
  if (error instanceof OperationError) return error.failure;
  return { code: 'unexpected', message: 'Something unexpected went wrong inside Patchbay.', retry: 'never' };
}
