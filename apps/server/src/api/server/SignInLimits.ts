import ipaddr from 'ipaddr.js';
import type { TakeTry, TryLimit } from '../../policies/tries.ts';

/** Which kind of door is knocked at: each has limits of its own. */
export type DoorKind = 'signIn' | 'signUp' | 'mail' | 'password' | 'other';

/** Who knocks: from where, for whose address, in which session. */
export type Knock = { address: string; email?: string | undefined; session?: string | undefined };

const signInFrom: TryLimit = { name: 'sign-in from', burst: 20, perSecond: 1 / 3 };
const signInHere: TryLimit = { name: 'sign-in from to', burst: 10, perSecond: 1 / 30 };
const signInAnywhere: TryLimit = { name: 'sign-in to', burst: 60, perSecond: 1 / 15 };
const mailFrom: TryLimit = { name: 'mail from', burst: 20, perSecond: 1 / 10 };
const mailTo: TryLimit = { name: 'mail to', burst: 3, perSecond: 1 / 300 };
const passwordsIn: TryLimit = { name: 'password in', burst: 10, perSecond: 1 / 30 };
const passwordsFrom: TryLimit = { name: 'password from', burst: 60, perSecond: 1 / 5 };
// An open form without mail cannot but tell that an address is taken: it is told to few.
const signUpFrom: TryLimit = { name: 'sign-up from', burst: 20, perSecond: 1 / 60 };
const signUps: TryLimit = { name: 'sign-up', burst: 200, perSecond: 1 / 10 };
const othersFrom: TryLimit = { name: 'door from', burst: 60, perSecond: 1 };

/**
 * How often one may try to get in, at all processes together. Counted before anything is looked up, and by what was typed,
 * so that it says nothing of whether there is such an account. Whoever guesses from one address is stopped there, before the
 * account itself is slow for everybody else.
 */
export class SignInLimits {
  readonly #takeTry: TakeTry;

  constructor(takeTry: TakeTry) {
    this.#takeTry = takeTry;
  }

  /** Lets one try pass; else how many seconds until the next may. */
  async take(kind: DoorKind, { address, email = '', session = '' }: Knock): Promise<number> {
    const from = networkOf(address);
    const who = email.trim().toLowerCase();
    const limits: Record<DoorKind, readonly (readonly [TryLimit, string])[]> = {
      signIn: [
        [signInHere, `${from} ${who}`],
        [signInFrom, from],
        [signInAnywhere, who],
      ],
      mail: [
        [mailFrom, from],
        [mailTo, who],
      ],
      password: [
        [passwordsIn, session],
        [passwordsFrom, from],
      ],
      // Whoever sits at the machine itself sees more than who has an account.
      signUp: isOfThisMachine(address)
        ? [[othersFrom, from]]
        : [
            [signUpFrom, from],
            [signUps, ''],
          ],
      other: [[othersFrom, from]],
    };
    for (const [limit, key] of limits[kind]) {
      const seconds = await this.#takeTry(limit, key);
      if (seconds > 0) return seconds;
    }
    return 0;
  }
}

function isOfThisMachine(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}

/** The first half of an IPv6 address, for whoever has one has all that begin like it. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4' ? parsed.toString() : Buffer.from(parsed.toByteArray().slice(0, 8)).toString('hex');
}
