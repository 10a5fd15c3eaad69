import { createHash } from 'node:crypto';
import { OperationError } from '@patchbay/connector';
import type { FetchMessageObject } from 'imapflow';
import type { Egress } from '../../egress/egress.ts';
import type { FileStore } from '../../files/fileStore.ts';
import type { LookCall, Looked } from '../../polls/look.ts';
import type { PolledItem } from '../../polls/readItems.ts';
import { mailServerOf } from '../mailServer.ts';
import { type Cursor, placeOf, readCursor } from './cursor.ts';
import { type Filters, isWanted, readFilters } from './filters.ts';
import { toMailboxFailure } from './mailboxFailure.ts';
import { type Mailbox, openMailbox } from './openMailbox.ts';
import { type ReceivedMail, readMail } from './readMail.ts';

type Ports = { egress: Pick<Egress, 'connect' | 'trust'>; files: Pick<FileStore, 'keep'> };

/** How many messages one look reads in full, and how many it may leave out. */
const MOST_READ = 25;
const MOST_EXAMINED = 2_000;
const PAGE = 200;
const DAY_MS = 86_400_000;
/** After so long, or so much text, a look begins no further message. */
const LOOK_MS = 30_000;
const MOST_TEXT = 5_000_000;
/** Of a larger message only this much is read. */
const LARGEST_MESSAGE = 100_000_000;
/** Messages that are there before the first look, remembered for the case that the server numbers its mailbox anew. */
const REMEMBERED = 50;

const fields = { uid: true, envelope: true, flags: true, internalDate: true } as const;

/**
 * Looks into a mailbox for messages after the last one it has seen. The place is kept as the server's own numbers; where it
 * numbers anew, as the time of the newest message and the ids of those that were found before.
 */
export function createLookForMail(ports: Ports) {
  return async (call: LookCall): Promise<Looked> => {
    if (call.account === undefined) {
      const message = 'The connected account of this step is gone. Choose another one and publish the flow again.';
      throw new OperationError({ code: 'connection_missing', message, retry: 'never' });
    }
    const server = mailServerOf(call.account, 'imap');
    const filters = readFilters(call.input);
    const where = { server, path: filters.mailbox };
    const mailbox = await openMailbox(ports.egress, server, { path: filters.mailbox, signal: call.signal });
    try {
      return await new Look({ call, filters, mailbox, ports, place: placeOf(server, filters.mailbox) }).look();
    } catch (error) {
      await mailbox.close();
      throw error instanceof OperationError ? error : toMailboxFailure(error, where);
    }
  };
}

type Parts = { call: LookCall; filters: Filters; mailbox: Mailbox; ports: Ports; place: string };

/** One look, on an open mailbox. */
class Look {
  readonly #parts: Parts;
  readonly #until: number;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#until = parts.call.now() + LOOK_MS;
  }

  async look(): Promise<Looked> {
    const { call, filters, mailbox, place } = this.#parts;
    const last = readCursor(call.cursor, place);
    if (last === null && filters.first === 'remember') return this.#remember();
    const cursor = this.#continued(last);
    await this.#settle(last);
    const found = await this.#read(cursor);
    const pending = filters.after === 'nothing' ? [] : found.read;
    const next: Cursor = { ...found.cursor, ...(pending.length > 0 && { pending }) };
    return {
      items: found.items,
      starts: true,
      cursor: next,
      hasMore: found.hasMore,
      settle: async () => ((await this.#settle(next)) ? found.cursor : undefined),
      close: mailbox.close,
    };
  }

  /** Before the first look nothing is news; from now on everything is. */
  async #remember(): Promise<Looked> {
    const { mailbox, place } = this.#parts;
    const { client, uidValidity, uidNext, exists } = mailbox;
    const range = `${Math.max(1, exists - REMEMBERED + 1)}:*`;
    const newest = exists === 0 ? [] : await client.fetchAll(range, fields);
    const items = newest.map((message) => ({ ...this.#named(message), payload: null }));
    const lastUid = Math.max(0, uidNext - 1, ...newest.map(({ uid }) => uid));
    const cursor: Cursor = { place, uidValidity, lastUid, newestAt: latest(0, newest) };
    return { items, starts: false, cursor, close: mailbox.close };
  }

  /** Where this look begins: behind the last one, or at the start of a mailbox that is numbered anew. */
  #continued(last: Cursor | null): Cursor {
    const { mailbox, place } = this.#parts;
    const { uidValidity, uidNext } = mailbox;
    if (last === null) return { place, uidValidity, lastUid: 0, newestAt: 0 };
    const { pending: _pending, ...kept } = last;
    if (last.uidValidity === uidValidity) return kept;
    return { ...kept, uidValidity, lastUid: 0, anew: { before: uidNext, since: last.newestAt } };
  }

  /** Does what an earlier look has left to do in the mailbox. True where there was something. */
  async #settle(cursor: Cursor | null): Promise<boolean> {
    const { filters, mailbox } = this.#parts;
    const { pending = [], uidValidity } = cursor ?? {};
    // After new numbers nobody knows which messages they were.
    if (pending.length === 0 || uidValidity !== mailbox.uidValidity) return false;
    const { client } = mailbox;
    const uids = pending.join(',');
    if (filters.after === 'move' && (await client.messageMove(uids, filters.moveTo, { uid: true })) === false) {
      throw undone(`moved to “${filters.moveTo}”. Check that this folder is there.`);
    }
    if (filters.after === 'seen' && !(await client.messageFlagsAdd(uids, ['\\Seen'], { uid: true }))) {
      throw undone('marked as read.');
    }
    return true;
  }

  async #read(from: Cursor) {
    const { client } = this.#parts.mailbox;
    // Servers compare days only, and in their own zone.
    const since = from.anew === undefined ? {} : { since: new Date(from.anew.since - DAY_MS) };
    const listed = (await client.search({ uid: `${from.lastUid + 1}:*`, ...since }, { uid: true })) || [];
    // Servers answer a range behind the end with the last message.
    const uids = listed.filter((uid) => uid > from.lastUid).toSorted((a, b) => a - b);
    const items: PolledItem[] = [];
    const read: number[] = [];
    let { lastUid, newestAt } = from;
    const stopped = () => ({ items, read, cursor: { ...from, lastUid, newestAt }, hasMore: true });
    let examined = 0;
    let text = 0;
    for (let at = 0; at < uids.length; at += PAGE) {
      const page = await client.fetchAll(uids.slice(at, at + PAGE).join(','), fields, { uid: true });
      const known = await this.#knownIn(page, from);
      for (const message of page.toSorted((a, b) => a.uid - b.uid)) {
        const isFull = items.length >= MOST_READ || text > MOST_TEXT || examined >= MOST_EXAMINED || this.#isLate();
        if (isFull && examined > 0) return stopped();
        const named = this.#named(message);
        if (!known.has(named.item) && isFresh(message, from) && isWanted(message, this.#parts.filters)) {
          const payload = await this.#open(message).catch((error: unknown) => {
            // What was read before it is kept; the next look meets the error again.
            if (items.length > 0) return undefined;
            throw error;
          });
          if (payload === undefined) return stopped();
          if (payload !== null) {
            items.push({ ...named, payload });
            read.push(message.uid);
            text += payload.text.length + payload.html.length;
          }
        }
        examined += 1;
        lastUid = message.uid;
        newestAt = latest(newestAt, [message]);
      }
    }
    const { anew: _over, ...settled } = from;
    return { items, read, cursor: { ...settled, lastUid, newestAt }, hasMore: false };
  }

  /** Whether the time for beginning another message is over. */
  #isLate(): boolean {
    return this.#parts.call.now() > this.#until;
  }

  async #knownIn(page: readonly FetchMessageObject[], { anew }: Cursor): Promise<ReadonlySet<string>> {
    if (anew === undefined) return new Set();
    return this.#parts.call.known(page.map((message) => this.#named(message).item));
  }

  #named(message: FetchMessageObject): { item: string; version: string } {
    return { item: keyOf(message), version: `${this.#parts.mailbox.uidValidity}/${message.uid}` };
  }

  /** Null where somebody has taken the message away meanwhile. */
  async #open(message: FetchMessageObject): Promise<ReceivedMail | null> {
    const { call, mailbox, ports } = this.#parts;
    const { uid, internalDate } = message;
    const options = { uid: true, maxBytes: LARGEST_MESSAGE };
    const { content } = await mailbox.client.download(String(uid), undefined, options);
    if (content === undefined) return null;
    const arrivedAt = new Date(internalDate ?? call.now());
    return readMail(content, { workspaceId: call.workspaceId, files: ports.files, arrivedAt });
  }
}

function undone(what: string): OperationError {
  return new OperationError({ code: 'mailbox_refused', message: `The e-mails could not be ${what}`, retry: 'later' });
}

/** What a message is remembered by, whatever number it has. */
function keyOf({ envelope, internalDate }: FetchMessageObject): string {
  const { messageId, subject, from, date } = envelope ?? {};
  const facts = messageId ? [messageId] : [subject, from?.[0]?.address, date, internalDate];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

/** In a mailbox numbered anew, what is older than the newest message there was is no news. */
function isFresh({ uid, internalDate }: FetchMessageObject, { anew }: Cursor): boolean {
  if (anew === undefined || uid >= anew.before || internalDate === undefined) return true;
  return new Date(internalDate).getTime() >= anew.since;
}

function latest(before: number, messages: readonly FetchMessageObject[]): number {
  const times = messages.map(({ internalDate }) => new Date(internalDate ?? 0).getTime());
  return Math.max(before, ...times.filter((time) => !Number.isNaN(time)));
}
