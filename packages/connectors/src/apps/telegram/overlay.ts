import type { FieldOverlay, Overlay } from '@patchbay/connector';

const formatting: FieldOverlay = {
  labels: { HTML: 'HTML', MarkdownV2: 'Markdown', Markdown: 'Markdown, the old kind' },
};
const buttons: FieldOverlay = { widget: 'json' };
const message = { output: { at: 'result' }, fields: { parse_mode: formatting, reply_markup: buttons } } as const;
const media = {
  ...message,
  effect: 'send',
  fields: { ...message.fields, caption: { isBasic: true, widget: 'text-long' } },
} as const;

/** What people need to know of Telegram beyond its description. */
export const overlay = {
  name: 'Telegram',
  description: 'Sends messages, pictures and files to people, groups and channels as your bot.',
  category: 'messaging',
  keywords: ['chat', 'bot', 'message', 'notify', 'photo'],
  icon: 'telegram',
  // The token is part of every address.
  baseUrl: 'https://api.telegram.org/bot{token}',
  auth: [
    {
      kind: 'apiKey',
      in: 'path',
      name: 'token',
      title: 'Bot token',
      description: 'Write to @BotFather in Telegram, send /newbot, and paste the token it answers with.',
      helpUrl: 'https://core.telegram.org/bots/features#botfather',
    },
  ],
  test: { operation: 'getMe', label: ['username', 'first_name'] },
  defaults: {
    answer: {
      refusedWhen: { at: 'ok', is: [false] },
      code: 'error_code',
      message: 'description',
      advice: {
        400: { sentence: 'Check the chat’s id, and that somebody of it wrote to the bot before.' },
        401: { sentence: 'Telegram does not know this bot token. Reconnect the account.', retry: 'after-reconnect' },
        403: { sentence: 'The bot may not write there: it was blocked, removed, or nobody has written to it yet.' },
        404: { sentence: 'Telegram does not know this bot token. Reconnect the account.', retry: 'after-reconnect' },
        409: { sentence: 'Another program reads the messages of this bot. Stop it, or use a bot of its own.' },
        429: { sentence: 'Telegram takes 30 messages a second, and one a second for a chat.', retry: 'later' },
      },
    },
    // About 30 messages a second over all chats: https://core.telegram.org/bots/faq#broadcasting-to-users.
    limit: { requests: 30, perMs: 1_000 },
  },
  operations: {
    sendMessage: {
      ...message,
      effect: 'send',
      keywords: ['text', 'reply', 'notify'],
      order: ['chat_id', 'text', 'parse_mode'],
      fields: { ...message.fields, text: { widget: 'text-long' }, parse_mode: { ...formatting, isBasic: true } },
    },
    sendPhoto: { ...media, keywords: ['picture', 'image'], order: ['chat_id', 'photo', 'caption'] },
    sendDocument: { ...media, keywords: ['document', 'attachment', 'pdf'], order: ['chat_id', 'document', 'caption'] },
    sendVideo: { ...media, keywords: ['film', 'mp4'], order: ['chat_id', 'video', 'caption'] },
    sendLocation: { ...message, effect: 'send', keywords: ['map', 'address'], fields: { reply_markup: buttons } },
    sendPoll: { effect: 'send', keywords: ['vote', 'survey'], output: { at: 'result' } },
    editMessage: {
      ...message,
      effect: 'update',
      repeat: 'natural',
      keywords: ['update'],
      fields: { ...message.fields, text: { widget: 'text-long' } },
    },
    deleteMessage: { effect: 'delete', repeat: 'natural', keywords: ['remove'], output: { at: 'result' } },
    forwardMessage: { effect: 'send', output: { at: 'result' } },
    pinMessage: { effect: 'update', repeat: 'natural', output: { at: 'result' } },
    answerButton: {
      effect: 'send',
      keywords: ['callback query', 'inline keyboard'],
      output: { at: 'result' },
      order: ['callback_query_id', 'text'],
      fields: { text: { isBasic: true } },
    },
    getChat: { keywords: ['group', 'channel', 'user'], output: { at: 'result' } },
    getFile: { keywords: ['download', 'voice'], output: { at: 'result' } },
    getMe: { isHidden: true, output: { at: 'result' } },
  },
} satisfies Overlay;
