import { createHash } from 'node:crypto';
import type { Json } from '@patchbay/expression';
import { z } from 'zod';
import type { MailServer } from '../mailServer.ts';

/** Where a look into a mailbox stopped. Kept with the poll, so read as anything that is kept. */
const Cursor = z.object({
  /** Which mailbox of whom, unreadable: with another one everything begins anew. */
  place: z.string(),
  uidValidity: z.string(),
  lastUid: z.number().int().min(0),
  /** When the newest message came that was seen, in milliseconds. */
  newestAt: z.number(),
  /** While a mailbox is gone through that the server has numbered anew: messages `before` that number are news `since` then. */
  anew: z.object({ before: z.number(), since: z.number() }).optional(),
  /** Messages that have started the flow and are still to be marked or moved. */
  pending: z.array(z.number().int()).optional(),
});
export type Cursor = z.infer<typeof Cursor>;

/** The cursor of that place; null where there is none yet. */
export function readCursor(kept: Json, place: string): Cursor | null {
  const parsed = Cursor.safeParse(kept);
  return parsed.success && parsed.data.place === place ? parsed.data : null;
}

/** The name of a mailbox for a cursor. An account that was connected again leads to the same one. */
export function placeOf({ host, user = '' }: MailServer, path: string): string {
  return createHash('sha256')
    .update(JSON.stringify([host.toLowerCase(), user, path]))
    .digest('base64url');
}
