import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { bytesOf, type FileRef, isFile, isFileRef, isObject, OperationError } from '@patchbay/connector';
import { DONE } from '@patchbay/flow';
import { messageOf, say } from '@patchbay/words';
import type { FileStore } from '../../files/fileStore.ts';
import { readAddress, readAddresses } from '../../mail/addresses.ts';
import type { Deliver } from '../../mail/deliver.ts';
import { mailServerOf } from '../../mail/mailServer.ts';
import type { Address, Attachment, Message } from '../../mail/message.ts';
import { plainText } from '../../mail/plainText.ts';
import type { OpenConnection } from '../../vault/signRequest.ts';
import type { Hosted, HostedCall } from './hosted.ts';

type Ports = { deliver: Deliver; files: Pick<FileStore, 'find' | 'open'> };

/** Most servers take no larger ones. */
const MOST_BYTES = 25_000_000;

/** Sends an e-mail; in a try on sample data it says what would be sent. */
export function hostedSendEmail({ deliver, files }: Ports): Hosted {
  return {
    async call(call) {
      const account = await call.account();
      if (account === undefined) throw noAccount();
      const server = mailServerOf(account, 'smtp');
      const message = { ...readMessage(call, account), attachments: await openAttachments(call, files) };
      const { messageId } = message;
      return { outlet: DONE, output: { messageId, ...(await deliver(message, server, { signal: call.signal })) } };
    },
    async mock(call) {
      const message = readMessage(call, await call.account());
      const names = fileList(inputOf(call).attachments).map(({ name }) => name);
      const { messageId, to, cc = [], bcc = [] } = message;
      const accepted = [...to, ...cc, ...bcc].map(({ address }) => address);
      const answer = 'Nothing was sent: this was a try on sample data.';
      return { outlet: DONE, output: { messageId, accepted, refused: [], answer, preview: preview(message, names) } };
    },
  };
}

function readMessage(call: HostedCall, account: OpenConnection | undefined): Message {
  const input = inputOf(call);
  const from = readAddress(input.from, 'The sender') ?? readAddress(account?.secret.from, 'The sender of the account');
  // On sample data there may be no account yet.
  const sender = from ?? { name: '', address: 'you@example.com' };
  const to = readAddresses(input.to, 'To');
  const cc = readAddresses(input.cc, 'Copy to');
  const bcc = readAddresses(input.bcc, 'Blind copy to');
  if (to.length + cc.length + bcc.length === 0) {
    throw new OperationError({
      code: 'no_recipient',
      message: 'Nobody would get this e-mail: To is empty.',
      retry: 'never',
    });
  }
  const replyTo = readAddresses(input.replyTo, 'Answers go to');
  const inReplyTo = readMessageId(input.inReplyTo);
  const html = textOf(input.html);
  return {
    from: sender,
    to,
    ...(cc.length > 0 && { cc }),
    ...(bcc.length > 0 && { bcc }),
    ...(replyTo.length > 0 && { replyTo }),
    // A line break would end the header.
    subject: textOf(input.subject).replace(/[\r\n\0]+/g, ' '),
    // Some people see only the text, and many filters distrust an e-mail without one.
    text: textOf(input.text) || plainText(html),
    ...(html !== '' && { html }),
    messageId: messageIdFor(call.idempotencyKey, sender),
    ...(inReplyTo !== undefined && { inReplyTo, references: [inReplyTo] }),
    date: new Date(call.startedAt),
  };
}

/** The same at every try, so that a mailbox that gets it twice can tell. */
function messageIdFor(idempotencyKey: string, { address }: Address): string {
  const name = createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 32);
  return `<${name}@${address.split('@').at(-1)}>`;
}

function readMessageId(value: unknown): string | undefined {
  const text = textOf(value).trim();
  if (text === '') return undefined;
  const [, id] = /^<?([^<>\s\p{Cc}]{1,900})>?$/u.exec(text) ?? [];
  if (id !== undefined) return `<${id}>`;
  throw new OperationError({ code: 'message_id_not_valid', message: 'Answer to is not a message id.', retry: 'never' });
}

/** Opens the files only when all of them are there, and not too large together. */
async function openAttachments({ input, workspaceId }: HostedCall, files: Ports['files']): Promise<Attachment[]> {
  const given = fileList(isObject(input) ? input.attachments : undefined);
  const sizes = await Promise.all(given.map(async (file) => sizeOf(workspaceId, file, files)));
  const size = sizes.reduce((sum, each) => sum + each, 0);
  if (size > MOST_BYTES) {
    const megabytes = Math.ceil(size / 1_000_000);
    const sentence = say(
      'The attachments have {megabytes} MB together. An e-mail may have 25 MB: send a link instead.',
      {
        megabytes,
      },
    );
    throw new OperationError({ code: 'attachments_too_large', ...messageOf(sentence), retry: 'never' });
  }
  return given.map((file) => ({ ...named(file), content: contentOf(workspaceId, file, files) }));
}

type Given = FileRef | { base64: string; name: string; contentType: string };

async function sizeOf(workspaceId: string, file: Given, files: Ports['files']): Promise<number> {
  if ('base64' in file) return bytesOf(file).length;
  const found = await files.find(workspaceId, file.file);
  if (found !== null) return found.size;
  const sentence = say('The file {name} is not kept any more, so it cannot be attached.', { name: file.name });
  throw new OperationError({ code: 'file_missing', ...messageOf(sentence), retry: 'never' });
}

/** Read when its turn comes: an open file that nobody reads would stay open. */
function contentOf(workspaceId: string, file: Given, files: Ports['files']): Readable {
  if ('base64' in file) return Readable.from([bytesOf(file)]);
  return Readable.from(
    (async function* read() {
      const bytes = await files.open(workspaceId, file.file);
      if (bytes === null) throw new Error('The file has gone meanwhile.');
      yield* bytes;
    })(),
  );
}

function named({ name, contentType }: Given) {
  return {
    name: name.replace(/[\p{Cc}/\\]+/gu, '_'),
    contentType: /^[\w.+-]+\/[\w.+-]+/.exec(contentType)?.[0] ?? OCTETS,
  };
}

const OCTETS = 'application/octet-stream';

function fileList(value: unknown): Given[] {
  return [value]
    .flat()
    .filter((file) => file !== undefined && file !== null && file !== '')
    .map((file) => {
      if (isFileRef(file)) return file;
      if (isFile(file))
        return { base64: file.base64, name: file.name ?? 'file', contentType: file.contentType ?? OCTETS };
      const message = 'An attachment is not a file. Give files of earlier steps.';
      throw new OperationError({ code: 'file_not_valid', message, retry: 'never' });
    });
}

function preview({ date: _date, references: _references, ...message }: Message, attachments: string[]) {
  const written = Object.entries(message).map(([name, value]) => [name, inWords(value)]);
  return { ...Object.fromEntries(written), attachments };
}

function inWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (!isObject(value)) return value;
  return value.name === '' ? value.address : `${value.name} <${value.address}>`;
}

function inputOf({ input }: HostedCall): Record<string, unknown> {
  return isObject(input) ? input : {};
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function noAccount(): OperationError {
  const message = 'No account to send with is connected to this step. Connect one and publish the flow again.';
  return new OperationError({ code: 'connection_missing', message, retry: 'never' });
}
