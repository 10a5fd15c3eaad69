import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { readPlace, type StepPlace, writePlace } from '../runs/stepPlace.ts';

/** Where steps that wait are reached from outside, before they wait as well as then. */
export type Addresses = {
  /** At which a callback step is called. Whoever has it may end the wait. */
  callback(place: StepPlace): string;
  /** At which requests start a flow. */
  hook(hookId: string): string;
  /** The page at which a person answers an approval, once they have signed in. */
  approval(place: StepPlace): string;
  /** What a try on sample data gets: an address that says what it is, and does nothing. */
  sample(wait: 'callback' | 'approval'): string;
  /** The step that the last part of a callback's address is of; undefined where it is none of ours. */
  read(token: string): StepPlace | undefined;
};

/** The last part of the address that a try on sample data gets. */
export const SAMPLE_TOKEN = 'sample-address-of-a-try';

/** Longer than any path of ours makes it. */
const MOST_TOKEN_LENGTH = 4_000;

/**
 * Addresses that need no row: a callback's says which step of which run it is of, signed by a key of its own that is
 * derived from the instance's. So it is there before the step waits, and nobody can guess one.
 */
export function createAddresses({ instanceKey, origin }: { instanceKey: Uint8Array; origin: string }): Addresses {
  const key = Buffer.from(hkdfSync('sha256', instanceKey, '', 'patchbay callback addresses', 32));
  const sign = (place: string) => createHmac('sha256', key).update(place).digest();
  return {
    callback(place) {
      const text = writePlace(place);
      return `${origin}/callback/${text}.${sign(text).toString('base64url')}`;
    },
    hook: (hookId) => `${origin}/hook/${hookId}`,
    approval: (place) => `${origin}/approvals/${writePlace(place)}`,
    sample: (wait) => `${origin}/${wait === 'callback' ? 'callback' : 'approvals'}/${SAMPLE_TOKEN}`,
    read(token) {
      if (token.length > MOST_TOKEN_LENGTH) return undefined;
      const [text = '', signature = '', ...rest] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const made = sign(text);
      const isOurs = given.length === made.length && timingSafeEqual(given, made);
      return isOurs && rest.length === 0 && given.toString('base64url') === signature ? readPlace(text) : undefined;
    },
  };
}
