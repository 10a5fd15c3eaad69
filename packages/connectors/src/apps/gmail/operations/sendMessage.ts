import { isObject, type Operation, valueAt } from '@patchbay/connector';
import { googleScope } from '../../google/auth.ts';
import { attachedIn } from '../../../values/attachedFiles.ts';
import { filledTextIn, type Input, textIn, yesIn } from '../../../values/input.ts';
import { bodyFields, mailOperation, messageField, sent } from '../mailOperation.ts';
import { type Letter, letterWithFiles, rawLetter } from '../mime.ts';
import { headerOf } from '../readMessage.ts';

const letterFields = {
  to: {
    type: 'string',
    title: 'To',
    description: 'One address, or several with commas between them.',
    minLength: 1,
    examples: ['ada@example.com'],
  },
  subject: { type: 'string', title: 'Subject', description: 'What it is about.', examples: ['Your order 1042'] },
  ...bodyFields,
  cc: { type: 'string', title: 'Copy to', description: 'Further addresses that everybody sees.' },
  bcc: { type: 'string', title: 'Hidden copy to', description: 'Further addresses that nobody else sees.' },
} as const;

const sample = { id: '18f2c91a7d3e', threadId: '18f2c91a7d00' };

/** Sends an e-mail from the account. */
export const sendMessage: Operation = mailOperation({
  title: 'Send an e-mail',
  description: 'Sends an e-mail from this account.',
  keywords: ['send', 'email', 'mail', 'write', 'compose'],
  effect: 'send',
  repeat: 'unsafe',
  scopes: [googleScope('gmail.send')],
  fields: letterFields,
  required: ['to', 'subject', 'text'],
  gives: sent,
  sample,
  handlesFiles: true,
  request: (input) => written(input, letterOf(input), { path: '/messages/send', body: (message) => message }),
  output: place,
});

/** Puts an e-mail into the drafts, for a person to look over and send. */
export const createDraft: Operation = mailOperation({
  title: 'Create a draft',
  description: 'Puts an e-mail into the drafts, so that somebody can look it over and send it.',
  keywords: ['draft', 'prepare', 'compose'],
  effect: 'create',
  repeat: 'unsafe',
  scopes: [googleScope('gmail.compose')],
  fields: letterFields,
  required: ['to', 'subject', 'text'],
  gives: { ...sent, id: { type: 'string', title: 'Draft', description: 'Its id.' } },
  sample: { id: 'r7412', threadId: '18f2c91a7d00' },
  handlesFiles: true,
  request: (input) => written(input, letterOf(input), { path: '/drafts', body: (message) => ({ message }) }),
  output: (answer) => ({
    id: String(valueAt(answer, 'id') ?? ''),
    threadId: String(valueAt(answer, 'message.threadId') ?? ''),
  }),
});

/** Answers a message in its conversation. */
export const replyToMessage: Operation = mailOperation({
  title: 'Reply to a message',
  description: 'Answers whoever sent a message, in the same conversation.',
  keywords: ['reply', 'answer', 'respond', 'thread'],
  effect: 'send',
  repeat: 'unsafe',
  scopes: [googleScope('gmail.readonly'), googleScope('gmail.send')],
  fields: { id: messageField, ...bodyFields },
  required: ['id', 'text'],
  gives: sent,
  sample,
  before: { operation: 'getWholeMessage', input: { id: { from: 'id' } } },
  request: (input, message) => {
    const threadId = valueAt(message, 'threadId');
    const body = (raw: object) => (threadId === undefined ? raw : { threadId, ...raw });
    return written(input, replyOf(input, message), { path: '/messages/send', body });
  },
  handlesFiles: true,
  output: place,
});

/** Of what Gmail sends at once it takes 35 MB, which files in base64 and their text fit into. */
const MOST_BYTES = 25_000_000;

/** A letter without files is a text in the body; one with files goes beside the body, as it is. */
function written(input: Input, letter: Letter, { path, body }: { path: string; body(message: object): object }) {
  const files = attachedIn(input, { name: 'attachments', title: 'Attachments', mostBytes: MOST_BYTES });
  if (files.length === 0) return { path, body: body({ raw: rawLetter(letter) }) };
  return { path, body: body({}), letter: letterWithFiles(letter, files) };
}

function letterOf(input: Input): Letter {
  return {
    to: filledTextIn(input, { name: 'to', title: 'To' }),
    cc: textIn(input, { name: 'cc', title: 'Copy to' }),
    bcc: textIn(input, { name: 'bcc', title: 'Hidden copy to' }),
    subject: textIn(input, { name: 'subject', title: 'Subject' }),
    ...bodyOf(input),
  };
}

function replyOf(input: Input, message: unknown): Letter {
  const subject = headerOf(message, 'Subject');
  const id = headerOf(message, 'Message-ID');
  const before = headerOf(message, 'References');
  return {
    to: headerOf(message, 'Reply-To') || headerOf(message, 'From'),
    subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
    inReplyTo: id,
    references: [before, id].filter(Boolean).join(' '),
    ...bodyOf(input),
  };
}

function bodyOf(input: Input): Pick<Letter, 'body' | 'isHtml'> {
  return {
    body: filledTextIn(input, { name: 'text', title: 'Text' }),
    isHtml: yesIn(input, { name: 'isHtml', title: 'The text is HTML' }),
  };
}

function place(answer: unknown) {
  const { id, threadId } = isObject(answer) ? answer : {};
  return { id: String(id ?? ''), threadId: String(threadId ?? '') };
}
