import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a mail carries to somebody who asked for an account: a proof that they read mail at that address. No row is kept of it. */
export type SignUpTickets = {
  /** The address of the page at which the account is made. */
  link(email: string, now: number): string;
  /** The e-mail address it was made for; undefined where it is none of ours, or too old. */
  read(ticket: string, now: number): string | undefined;
};

/** How long it is good for. */
const TICKET_MS = 24 * 3_600_000;

const MOST_LENGTH = 1_000;

/** Tickets signed by a key of their own, derived from the instance's. */
export function createSignUpTickets(place: { instanceKey: Uint8Array; origin: string }): SignUpTickets {
  const key = Buffer.from(hkdfSync('sha256', place.instanceKey, '', 'patchbay sign-up tickets', 32));
  const sign = (text: string) => createHmac('sha256', key).update(text).digest();
  return {
    link(email, now) {
      const text = `${Buffer.from(email.toLowerCase()).toString('base64url')}.${(now + TICKET_MS).toString(36)}`;
      return `${place.origin}/sign-up?ticket=${text}.${sign(text).toString('base64url')}`;
    },
    read(ticket, now) {
      if (ticket.length > MOST_LENGTH) return undefined;
      const [address = '', until = '', signature = '', ...rest] = ticket.split('.');
      const given = Buffer.from(signature, 'base64url');
      const made = sign(`${address}.${until}`);
      const isOurs = rest.length === 0 && given.length === made.length && timingSafeEqual(given, made);
      return isOurs && Number.parseInt(until, 36) > now ? Buffer.from(address, 'base64url').toString() : undefined;
    },
  };
}
