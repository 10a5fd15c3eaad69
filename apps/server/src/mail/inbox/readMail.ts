import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { FileRef } from '@patchbay/connector';
import type { AttachmentStream, MailParser, MessageText } from 'mailparser';
import { type FileStore, FileTooLarge } from '../../files/fileStore.ts';
import { plainText } from '../plainText.ts';
import { addressesOf, firstOf, messageIdOf, sentAt } from './headers.ts';

/** An e-mail as the trigger gives it. `leftOut`: attachments that were too large to keep. */
export type ReceivedMail = {
  from: string;
  fromName: string;
  to: string[];
  cc: string[];
  replyTo: string;
  subject: string;
  date: string;
  text: string;
  html: string;
  attachments: FileRef[];
  leftOut: { name: string; contentType: string }[];
  messageId: string;
  inReplyTo: string;
};

const LARGEST_FILE = 25_000_000;
const MOST_FILES = 100;
/** Longer texts are cut: they go through the journal. */
const LONGEST_TEXT = 1_000_000;

type Keeping = { workspaceId: string; files: Pick<FileStore, 'keep'>; arrivedAt: Date };

/**
 * Reads a message as it comes: its texts are kept in memory, its attachments go to the file store one after the other. What
 * is broken in it is left out. Throws what `source` throws.
 */
export async function readMail(source: Readable, keeping: Keeping): Promise<ReceivedMail> {
  // Read when the first e-mail arrives: most processes fetch none.
  const mail = await import('mailparser');
  const parser = new mail.MailParser({
    skipImageLinks: true,
    skipTextToHtml: true,
    // Ours also makes a text where other parts stand beside the HTML.
    skipHtmlToText: true,
    checksumAlgo: false,
  });
  const piped = pipeline(source, parser);
  // Whoever waits for it below has its own error first.
  piped.catch(() => undefined);
  const found: Pick<ReceivedMail, 'attachments' | 'leftOut'> = { attachments: [], leftOut: [] };
  let text: MessageText | undefined;
  for await (const part of parser as AsyncIterable<AttachmentStream | MessageText>) {
    if (part.type === 'text') text = part;
    else await keep(part, keeping, found);
  }
  await piped;
  const html = cut(text?.html);
  const plain = cut(text?.text);
  return {
    ...headersOf(parser, keeping.arrivedAt),
    text: plain.trim() === '' ? plainText(html) : plain,
    html,
    ...found,
  };
}

function headersOf(parser: MailParser, arrivedAt: Date) {
  const [from] = addressesOf(parser.from);
  const replyTo = firstOf(parser.replyTo) ?? from?.address ?? '';
  return {
    from: from?.address ?? '',
    fromName: from?.name ?? '',
    to: addressesOf(parser.to).map(({ address }) => address),
    cc: addressesOf(parser.cc).map(({ address }) => address),
    replyTo,
    subject: clean(parser.subject ?? ''),
    date: (sentAt(parser.headerLines || []) ?? arrivedAt).toISOString(),
    messageId: messageIdOf(parser.messageId),
    inReplyTo: messageIdOf(parser.inReplyTo),
  };
}

async function keep(
  part: AttachmentStream,
  { workspaceId, files }: Keeping,
  { attachments, leftOut }: Pick<ReceivedMail, 'attachments' | 'leftOut'>,
): Promise<void> {
  const name = clean(part.filename ?? '').slice(0, 255) || 'attachment';
  const { contentType } = part;
  // Pictures inside the text, such as logos of signatures, are no files that anybody attached.
  const isDecoration = part.related === true && contentType.startsWith('image/');
  try {
    if (isDecoration || attachments.length >= MOST_FILES) {
      await finished(part.content.resume());
      if (!isDecoration) leftOut.push({ name, contentType });
    } else {
      const bytes = upTo(part.content, LARGEST_FILE);
      attachments.push(await files.keep({ workspaceId, name, contentType }, bytes, { mostBytes: LARGEST_FILE * 2 }));
    }
  } catch (error) {
    if (!(error instanceof FileTooLarge)) throw error;
    leftOut.push({ name, contentType });
  } finally {
    part.release?.();
  }
}

/** The bytes of a stream. One that is too large is read to its end all the same, since the rest of the message follows it. */
function upTo(content: Readable, most: number): Readable {
  return Readable.from(
    (async function* counted() {
      let size = 0;
      for await (const chunk of content as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size <= most) yield chunk;
      }
      if (size > most) throw new FileTooLarge(most);
    })(),
  );
}

function cut(text: string | undefined): string {
  return clean(text ?? '').slice(0, LONGEST_TEXT);
}

/** The one character that the database does not keep. */
function clean(text: string): string {
  return text.replaceAll('\u0000', '');
}
