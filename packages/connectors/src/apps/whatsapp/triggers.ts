import type { FieldSchema, Operation } from '@patchbay/connector';
import { appTrigger } from '../../values/appTrigger.ts';

const text = (title: string): FieldSchema => ({ type: 'string', title });

const file = {
  type: 'object',
  properties: { id: text('Id of the file'), mime_type: text('Kind'), caption: text('Text below it') },
  required: ['id'],
} satisfies FieldSchema;

/** What people write to the number, as they write it. */
export const triggers = {
  onMessage: appTrigger({
    title: 'When a message arrives',
    description: 'Starts for each message that somebody writes to your number.',
    keywords: ['message', 'chat', 'receive', 'reply', 'incoming'],
    output: {
      type: 'object',
      properties: {
        from: { type: 'string', title: 'From', description: 'Their number, without a plus.' },
        id: text('Id of the message'),
        timestamp: { type: 'string', title: 'When, in seconds since 1970' },
        type: { type: 'string', title: 'Kind', description: 'Such as text, image, document, button or interactive.' },
        text: { type: 'object', title: 'Text', properties: { body: text('What it says') }, required: ['body'] },
        image: { ...file, title: 'Picture' },
        document: { ...file, title: 'File' },
        button: {
          type: 'object',
          title: 'Button',
          properties: { text: text('Its words'), payload: text('Its hidden text') },
        },
      },
      required: ['from', 'id', 'type'],
    },
    sample: {
      from: '4915112345678',
      id: 'wamid.HBgNNDkxNTE',
      timestamp: '1785000000',
      type: 'text',
      text: { body: 'Is my bicycle ready?' },
    },
    webhook: {
      instructions:
        'Open your app at developers.facebook.com, choose WhatsApp, Configuration, paste this address as the callback URL and the verify token of the account beside it, and subscribe to messages.',
      handshake: 'meta',
      verifyToken: { accountField: 'verifyToken' },
      signature: { scheme: 'meta', secret: { accountField: 'appSecret' } },
      split: 'entry.changes.value.messages',
      dedupe: 'id',
    },
  }),
} satisfies Record<string, Operation>;
