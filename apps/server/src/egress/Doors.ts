import { AtOnce, type Waiting } from './AtOnce.ts';
import { Circuits, isUnanswered, type Ticket } from './Circuits.ts';
import type { EgressError } from './egressError.ts';

/** How long a request that can come back waits for its turn. */
const PATIENCE_MS = 5_000;

/**
 * Whose request this is, and how often its call came, counted from 1. Such a request is held back where its host does not answer
 * or has too much to do. Others wait for a place, and always go.
 */
export type Caller = { account: string; attempt: number };

type Passing = {
  host: string;
  caller: Caller | undefined;
  signal: AbortSignal | undefined;
  totalMs: number;
};

/** What one who was let through says in the end, once. */
type Passed = { end(end: { isAnswered: boolean; error: EgressError | undefined }): void };

/** Where a request waits until there is room for it, or is sent back because its host does not answer. */
export class Doors {
  readonly #hosts: AtOnce;
  readonly #accounts: AtOnce;
  readonly #circuits: Circuits;

  constructor(limits: { hostRequests: number; accountRequests: number; restMs: number }) {
    const { hostRequests, accountRequests, restMs } = limits;
    this.#circuits = new Circuits({ restMs });
    this.#hosts = new AtOnce(hostRequests);
    this.#accounts = new AtOnce(accountRequests);
  }

  /** At once where nothing is in the way: most requests do not wait for as much as a promise. */
  pass(origin: string, passing: Passing): Passed | Promise<Passed> {
    const { host, caller, signal, totalMs } = passing;
    const waiting = { host, signal, patienceMs: caller === undefined ? totalMs : PATIENCE_MS };
    const own = caller && `${origin} ${caller.account}`;
    const ownPlace = own === undefined ? undefined : this.#accounts.enter(own, waiting);
    if (ownPlace !== undefined) return ownPlace.then(() => this.#passHost({ origin, own, waiting, caller }));
    return this.#passHost({ origin, own, waiting, caller });
  }

  #passHost(to: HostDoor): Passed | Promise<Passed> {
    const place = this.#hosts.enter(to.origin, to.waiting);
    if (place === undefined) return this.#passed(to);
    return place.then(
      () => this.#passed(to),
      (error: unknown) => {
        if (to.own !== undefined) this.#accounts.leave(to.own);
        throw error;
      },
    );
  }

  #passed({ origin, own, waiting, caller }: HostDoor): Passed {
    const leave = () => {
      this.#hosts.leave(origin);
      if (own !== undefined) this.#accounts.leave(own);
    };
    let ticket: Ticket | undefined;
    try {
      if (own !== undefined && caller !== undefined)
        ticket = this.#circuits.admit(own, { host: waiting.host, attempt: caller.attempt });
    } catch (error) {
      leave();
      throw error;
    }
    return {
      end({ isAnswered, error }) {
        leave();
        if (isAnswered) ticket?.answered();
        else if (error !== undefined && isUnanswered(error.failure)) ticket?.unanswered();
        else ticket?.dropped();
      },
    };
  }
}

type HostDoor = {
  origin: string;
  own: string | undefined;
  waiting: Waiting;
  caller: Caller | undefined;
};
