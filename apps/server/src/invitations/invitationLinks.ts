import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** The links of invitations. They are made of the id and a key, so they can be shown again although nothing secret is kept. */
export type InvitationLinks = {
  link(id: string): string;
  /** The id in the last part of a link; undefined where it is none of ours. */
  read(token: string): string | undefined;
};

/** Longer than any of ours. */
const MOST_TOKEN_LENGTH = 200;

/** Links signed by a key of their own, derived from the instance's. */
export function createInvitationLinks(place: { instanceKey: Uint8Array; origin: string }): InvitationLinks {
  const key = Buffer.from(hkdfSync('sha256', place.instanceKey, '', 'patchbay invitation links', 32));
  const sign = (id: string) => createHmac('sha256', key).update(id).digest();
  return {
    link: (id) => `${place.origin}/invitation/${id}.${sign(id).toString('base64url')}`,
    read(token) {
      if (token.length > MOST_TOKEN_LENGTH) return undefined;
      const [id = '', signature = '', ...rest] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const made = sign(id);
      const isOurs = given.length === made.length && timingSafeEqual(given, made);
      return isOurs && rest.length === 0 && given.toString('base64url') === signature ? id : undefined;
    },
  };
}
