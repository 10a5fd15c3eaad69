import { createHash } from 'node:crypto';
import { Buckets } from '../../hooks/Buckets.ts';

/** Which kind of door is knocked at: each has limits of its own. */
export type DoorKind = 'signIn' | 'mail' | 'password' | 'other';

/** Who knocks: from where, for whose address, in which session. */
export type Knock = { address: string; email?: string | undefined; session?: string | undefined };

/**
 * How often one may try to get in, in this process. Counted before anything is looked up, and by what was typed, so that
 * it says nothing of whether there is such an account. Whoever guesses from one address is stopped there, before the
 * account itself is slow for everybody else.
 */
export class SignInLimits {
  readonly #signInHere: Buckets;
  readonly #signInAnywhere: Buckets;
  readonly #mailFrom: Buckets;
  readonly #mailTo: Buckets;
  readonly #passwords: Buckets;
  readonly #passwordsHere: Buckets;

  constructor(now: () => number) {
    this.#signInHere = new Buckets({ burst: 10, perSecond: 1 / 30, now });
    this.#signInAnywhere = new Buckets({ burst: 60, perSecond: 1 / 15, now });
    this.#mailFrom = new Buckets({ burst: 20, perSecond: 1 / 10, now });
    this.#mailTo = new Buckets({ burst: 3, perSecond: 1 / 300, now });
    this.#passwords = new Buckets({ burst: 10, perSecond: 1 / 30, now });
    this.#passwordsHere = new Buckets({ burst: 60, perSecond: 1 / 5, now });
  }

  /** Lets one try pass; else how many seconds until the next may. */
  take(kind: DoorKind, { address, email = '', session = '' }: Knock): number {
    // Hashed, so that what is typed takes no more room than this.
    const who = hash(email.trim().toLowerCase());
    if (kind === 'signIn') {
      return takeFrom(this.#signInHere, `${address} ${who}`) || takeFrom(this.#signInAnywhere, who);
    }
    if (kind === 'mail') return takeFrom(this.#mailFrom, address) || takeFrom(this.#mailTo, who);
    if (kind === 'other') return 0;
    return takeFrom(this.#passwords, hash(session)) || takeFrom(this.#passwordsHere, address);
  }
}

function takeFrom(buckets: Buckets, key: string): number {
  return buckets.take(key) ? 0 : buckets.secondsUntilNext(key);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
