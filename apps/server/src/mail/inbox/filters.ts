import { OperationError } from '@patchbay/connector';
import type { FetchMessageObject } from 'imapflow';

/** Which messages start the flow, and what becomes of them. */
export type Filters = {
  mailbox: string;
  from: string;
  subject: string;
  unseen: boolean;
  after: 'nothing' | 'seen' | 'move';
  moveTo: string;
  first: 'remember' | 'start';
};

/** The trigger's fields. Throws OperationError where they do not go together. */
export function readFilters(input: Record<string, unknown>): Filters {
  const after = input.after === 'seen' || input.after === 'move' ? input.after : 'nothing';
  const moveTo = textIn(input.moveTo);
  if (after === 'move' && moveTo === '') {
    const message = 'Say which folder the e-mails are to be moved to.';
    throw new OperationError({ code: 'mailbox_missing', message, retry: 'never' });
  }
  return {
    mailbox: textIn(input.mailbox) || 'INBOX',
    from: textIn(input.from).toLowerCase(),
    subject: textIn(input.subject).toLowerCase(),
    unseen: input.unseen === true,
    after,
    moveTo,
    first: input.first === 'start' ? 'start' : 'remember',
  };
}

/** Whether a message passes the filters. */
export function isWanted({ envelope, flags }: FetchMessageObject, { from, subject, unseen }: Filters): boolean {
  if (unseen && flags?.has('\\Seen')) return false;
  const senders = (envelope?.from ?? []).map(({ name = '', address = '' }) => `${name} <${address}>`.toLowerCase());
  if (from !== '' && !senders.some((sender) => sender.includes(from))) return false;
  return subject === '' || (envelope?.subject ?? '').toLowerCase().includes(subject);
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
