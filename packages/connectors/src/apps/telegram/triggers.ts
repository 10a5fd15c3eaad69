import type { FieldSchema, Operation, WebhookTrigger } from '@patchbay/connector';
import { appTrigger } from '../../values/appTrigger.ts';
import { subscriptionCall, told } from '../../values/subscriptionCall.ts';

const result = {
  type: 'object',
  properties: { ok: { type: 'boolean', title: 'Done' }, result: { type: 'boolean', title: 'Result' } },
  required: ['ok'],
} satisfies FieldSchema;

/** What Telegram is asked when a flow is switched on and off. */
export const subscriptionCalls = {
  setWebhook: subscriptionCall({
    title: 'Set the webhook',
    request: { method: 'POST', path: '/setWebhook' },
    body: {
      url: told('string', 'https://patchbay.example.com/hook/7fQ'),
      secret_token: told('string', 'a1b2'),
      allowed_updates: told('array', ['message']),
      drop_pending_updates: told('boolean', false),
    },
    output: result,
    sample: { ok: true, result: true },
  }),
  deleteWebhook: subscriptionCall({
    title: 'Delete the webhook',
    request: { method: 'POST', path: '/deleteWebhook' },
    output: result,
    sample: { ok: true, result: true },
  }),
} satisfies Record<string, Operation>;

function webhook(update: string): WebhookTrigger {
  return {
    register: {
      operation: 'setWebhook',
      input: { url: { from: 'url' }, secret_token: { from: 'secret' }, allowed_updates: [update] },
      id: 'ok',
    },
    unregister: { operation: 'deleteWebhook', input: {} },
    signature: { scheme: 'telegram', secret: 'ours' },
    dedupe: 'update_id',
    output: update,
  };
}

const person = {
  type: 'object',
  title: 'From',
  properties: {
    id: { type: 'integer', title: 'Id' },
    first_name: { type: 'string', title: 'First name' },
    last_name: { type: 'string', title: 'Last name' },
    username: { type: 'string', title: 'User name' },
    language_code: { type: 'string', title: 'Language' },
  },
  required: ['id', 'first_name'],
} satisfies FieldSchema;

const chat = {
  type: 'object',
  title: 'Chat',
  properties: {
    id: { type: 'integer', title: 'Id' },
    type: { type: 'string', title: 'Kind' },
    title: { type: 'string', title: 'Title' },
    first_name: { type: 'string', title: 'First name' },
  },
  required: ['id', 'type'],
} satisfies FieldSchema;

const message = {
  type: 'object',
  properties: {
    message_id: { type: 'integer', title: 'Number of the message' },
    text: { type: 'string', title: 'Text', description: 'Empty for pictures and other messages without one.' },
    caption: { type: 'string', title: 'Text below a picture' },
    from: person,
    chat,
    date: { type: 'integer', title: 'When, in seconds since 1970' },
    photo: {
      type: 'array',
      title: 'Picture, in several sizes',
      items: {
        type: 'object',
        properties: {
          file_id: { type: 'string', title: 'Id of the file' },
          width: { type: 'integer', title: 'Width' },
        },
        required: ['file_id'],
      },
    },
    document: {
      type: 'object',
      title: 'File',
      properties: {
        file_id: { type: 'string', title: 'Id of the file' },
        file_name: { type: 'string', title: 'Name' },
      },
      required: ['file_id'],
    },
  },
  required: ['message_id', 'chat', 'date'],
} satisfies FieldSchema;

const ada = { id: 5_512_000, first_name: 'Ada', username: 'ada', language_code: 'en' };
const aMessage = {
  message_id: 71,
  text: 'Where is my order 1042?',
  from: ada,
  chat: { id: 5_512_000, type: 'private', first_name: 'Ada' },
  date: 1_785_000_000,
};
const ONE_FLOW = 'A bot tells one flow at a time: the one that was switched on last.';

/** What people write to the bot, as they write it. */
export const triggers = {
  onMessage: appTrigger({
    title: 'When the bot gets a message',
    description: `Starts for each message that somebody sends to your bot. ${ONE_FLOW}`,
    keywords: ['message', 'chat', 'bot', 'command', 'receive'],
    output: message,
    sample: aMessage,
    webhook: webhook('message'),
  }),
  onButton: appTrigger({
    title: 'When somebody presses a button',
    description: `Starts when a button below one of the bot's messages is pressed. ${ONE_FLOW}`,
    keywords: ['button', 'callback', 'keyboard', 'answer'],
    output: {
      type: 'object',
      properties: {
        id: { type: 'string', title: 'Id', description: 'To answer the button with.' },
        data: { type: 'string', title: 'What the button says', description: 'Its hidden text.' },
        from: person,
        message: { ...message, title: 'Message' },
      },
      required: ['id', 'from'],
    },
    sample: { id: '4382', data: 'yes', from: ada, message: aMessage },
    webhook: webhook('callback_query'),
  }),
} satisfies Record<string, Operation>;
