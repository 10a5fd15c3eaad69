import { type Failure, OperationError } from '@patchbay/connector';
import { messageOf, say } from '@patchbay/words';

/** So many requests in a row that nobody answered, and the next are held back. */
const MOST_FAILURES = 5;
/** How much longer than at first a host is left alone at most. */
const LONGEST_REST = 6;
/**
 * A call that was held back so often goes out, whatever is known of its host: for some twenty minutes it cost no try, from here
 * on its own tries decide how it ends.
 */
const MOST_HELD = 20;
const MOST_KEPT = 10_000;

type Circuit = {
  failures: number;
  restMs: number;
  /** Until then nothing is sent; then one request tries. */
  until: number;
  isTrying: boolean;
};

/** A request that may go. Exactly one of the three is said of it in the end. */
export type Ticket = {
  /** There was an answer, whatever it says. */
  answered(): void;
  /** There was none. */
  unanswered(): void;
  /** Nobody knows: it was given up, or refused on this side. */
  dropped(): void;
};

/** Codes of failures that say that the host does not answer, rather than what it thinks of a request. */
const UNANSWERED: ReadonlySet<string> = new Set([
  'refused',
  'unreachable',
  'host_not_found',
  'timed_out',
  'connection_lost',
]);

/** Whether this failure says that nobody answers there, and that it may pass. */
export function isUnanswered({ code, retry }: Failure): boolean {
  return retry === 'later' && UNANSWERED.has(code);
}

/**
 * Keeps requests back from hosts that do not answer, by host and account:
 * 1. closed: requests go. After five in a row without an answer it opens.
 * 2. open: requests are held back, which costs no try of their step. It lasts 10 s, then twice as long each time, up to a minute.
 * 3. half open: one request goes and the others are held back. Its answer closes the circuit, no answer opens it again.
 * In the memory of each process, which finds out for itself.
 */
export class Circuits {
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #restMs: number;
  readonly #circuits = new Map<string, Circuit>();

  /** `restMs`: how long a host is left alone at first. */
  constructor({ now = () => performance.now(), random = Math.random, restMs = 10_000 } = {}) {
    this.#now = now;
    this.#random = random;
    this.#restMs = restMs;
  }

  /** Throws a failure that is held back. `attempt`: how often this call came, counted from 1. */
  admit(key: string, { host, attempt }: { host: string; attempt: number }): Ticket {
    const circuit = this.#circuits.get(key);
    if (circuit === undefined || circuit.failures < MOST_FAILURES || attempt > MOST_HELD) return this.#ticket(key);
    const left = circuit.until - this.#now();
    if (left > 0) throw this.#heldBack(host, left);
    if (circuit.isTrying) throw this.#heldBack(host, circuit.restMs / 2);
    circuit.isTrying = true;
    return this.#ticket(key, circuit);
  }

  /** `trying`: the circuit that this request is to find out about. */
  #ticket(key: string, trying?: Circuit): Ticket {
    return {
      answered: () => void this.#circuits.delete(key),
      unanswered: () => {
        if (trying === undefined) return this.#count(key);
        trying.isTrying = false;
        trying.restMs = Math.min(trying.restMs * 2, this.#restMs * LONGEST_REST);
        trying.until = this.#now() + trying.restMs;
      },
      dropped: () => {
        if (trying !== undefined) trying.isTrying = false;
      },
    };
  }

  #count(key: string): void {
    const circuit = this.#circuits.get(key);
    if (circuit === undefined) {
      if (this.#circuits.size >= MOST_KEPT) this.#circuits.clear();
      this.#circuits.set(key, { failures: 1, restMs: this.#restMs, until: 0, isTrying: false });
      return;
    }
    circuit.failures += 1;
    // Requests that were under way when it opened say nothing new.
    if (circuit.failures === MOST_FAILURES) circuit.until = this.#now() + circuit.restMs;
  }

  /** Those who wait do not come back in the same moment. */
  #heldBack(host: string, ms: number): OperationError {
    return new OperationError({
      code: 'host_not_answering',
      ...messageOf(
        say(
          '{host} has not answered the last requests, so it is left alone for {seconds} seconds before it is tried again.',
          { host, seconds: Math.ceil(ms / 1_000) },
        ),
      ),
      retry: 'later',
      retryAfterMs: Math.ceil(ms + this.#random() * this.#restMs),
      isHeldBack: true,
    });
  }
}
