import type { Readable } from 'node:stream';

/** An address as it stands in a header: `name` may be empty. */
export type Address = { name: string; address: string };

/** A file that goes with a message. */
export type Attachment = { name: string; contentType: string; content: Readable };

/** A message about to be sent. */
export type Message = {
  from: Address;
  to: readonly Address[];
  cc?: readonly Address[];
  bcc?: readonly Address[];
  replyTo?: readonly Address[];
  subject: string;
  text?: string;
  html?: string;
  /** With its angle brackets. */
  messageId: string;
  inReplyTo?: string;
  references?: readonly string[];
  attachments?: readonly Attachment[];
  date: Date;
};

/** Everybody a message goes to, each once. */
export function recipientsOf({ to, cc = [], bcc = [] }: Message): string[] {
  return [...new Set([...to, ...cc, ...bcc].map(({ address }) => address))];
}

/** The message as it goes over the wire, without the addresses of its blind copies. */
export async function compose(message: Message): Promise<Readable> {
  // Read when the first e-mail is sent: most processes send none.
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const { from, to, cc, replyTo, bcc: _bcc, attachments = [], references, ...rest } = message;
  const composer = new MailComposer({
    ...rest,
    from,
    to: [...to],
    ...(cc !== undefined && { cc: [...cc] }),
    ...(replyTo !== undefined && { replyTo: [...replyTo] }),
    ...(references !== undefined && { references: [...references] }),
    attachments: attachments.map(({ name: filename, ...file }) => ({ filename, ...file })),
    // What is sent comes from data, which must not name files of the server or addresses to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
    // So that mailboxes that answer by themselves do not answer machines.
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  return composer.compile().createReadStream();
}
