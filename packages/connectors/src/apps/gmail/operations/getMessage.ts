import type { Operation } from '@patchbay/connector';
import { googleScope } from '../../google/auth.ts';
import { filledTextIn, type Input } from '../../../values/input.ts';
import { mailOperation, messageField } from '../mailOperation.ts';
import { readMessage } from '../readMessage.ts';

const request = (input: Input) => {
  const id = filledTextIn(input, { name: 'id', title: 'Message' });
  return { path: `/messages/${encodeURIComponent(id)}?format=full` };
};

const scopes = [googleScope('gmail.readonly')];

const attachment = {
  type: 'object',
  properties: {
    id: { type: 'string', title: 'Attachment', description: 'Its id.' },
    name: { type: 'string', title: 'File name', description: 'As it was sent.' },
    contentType: { type: 'string', title: 'File type', description: 'What kind of file it is.' },
    size: { type: 'integer', title: 'Size in bytes', description: 'How large it is.' },
  },
  required: ['id', 'name', 'contentType', 'size'],
  additionalProperties: false,
} as const;

/** Reads a message: who wrote it, what it says, what is attached. */
export const getMessage: Operation = mailOperation({
  title: 'Read a message',
  description: 'Gives what a message says, who sent it, and what is attached.',
  keywords: ['read', 'get', 'open', 'body'],
  effect: 'read',
  repeat: 'natural',
  scopes,
  fields: { id: messageField },
  required: ['id'],
  gives: {
    from: { type: 'string', title: 'From', description: 'Who sent it.' },
    to: { type: 'string', title: 'To', description: 'Who got it.' },
    subject: { type: 'string', title: 'Subject', description: 'What it is about.' },
    date: { type: 'string', title: 'Date', description: 'When it came.', format: 'date-time' },
    text: { type: 'string', title: 'Text', description: 'What it says, without its look.' },
    html: { type: 'string', title: 'HTML', description: 'What it says, with its look; may be empty.' },
    snippet: { type: 'string', title: 'Beginning', description: 'Its first words.' },
    labels: { type: 'array', title: 'Labels', description: 'Their ids.', items: { type: 'string' } },
    attachments: {
      type: 'array',
      title: 'Attachments',
      description: 'The files that came with it.',
      items: attachment,
    },
    id: { type: 'string', title: 'Message', description: 'Its id.' },
    threadId: { type: 'string', title: 'Conversation', description: 'The id of the conversation it belongs to.' },
  },
  maybe: ['date'],
  sample: {
    from: 'Ada Lovelace <ada@example.com>',
    to: 'shop@example.com',
    subject: 'Where is order 1042?',
    date: '2026-11-20T09:30:00.000Z',
    text: 'Hello, my order has not arrived yet.',
    html: '',
    snippet: 'Hello, my order has not',
    labels: ['INBOX', 'UNREAD'],
    attachments: [],
    id: '18f2c91a7d3e',
    threadId: '18f2c91a7d00',
  },
  request,
  output: readMessage,
});

/** A message as Gmail has it, for the step that answers it. In no list. */
export const getWholeMessage: Operation = {
  ...mailOperation({
    title: 'Read a whole message',
    description: 'Gives a message as Gmail has it.',
    effect: 'read',
    repeat: 'natural',
    scopes,
    fields: { id: messageField },
    required: ['id'],
    gives: {},
    sample: { id: '18f2c91a7d3e', threadId: '18f2c91a7d00' },
    request,
    output: (answer) => answer,
  }),
  output: { type: 'object' },
  isHidden: true,
};
