import type { FieldSchema, Operation, WebhookTrigger } from '@patchbay/connector';
import { appTrigger } from '../../values/appTrigger.ts';

function webhook(type: string): WebhookTrigger {
  return {
    instructions: `Open your app at api.slack.com/apps, choose Event Subscriptions, switch them on, paste this address as the request URL, and add the bot event ${type}. Copy the signing secret from Basic Information into the account.`,
    handshake: 'slack',
    signature: { scheme: 'slack', secret: { accountField: 'signingSecret' } },
    only: [{ at: 'event.type', is: [type] }],
    dedupe: 'event_id',
    output: 'event',
  };
}

const user: FieldSchema = { type: 'string', title: 'Person', description: 'Their id.' };
const channel: FieldSchema = { type: 'string', title: 'Channel', description: 'Its id.' };
const ts: FieldSchema = { type: 'string', title: 'Time of the message', description: 'By which replies find it.' };
const text: FieldSchema = { type: 'string', title: 'Text' };
const thread: FieldSchema = { type: 'string', title: 'Thread', description: 'The message that began it.' };

const written = {
  type: 'object',
  properties: {
    text,
    user,
    channel,
    ts,
    thread_ts: thread,
    bot_id: { type: 'string', title: 'Bot', description: 'There where a bot wrote it.' },
  },
  required: ['channel', 'ts'],
} satisfies FieldSchema;

/** What happens in a Slack workspace, as it happens. */
export const triggers = {
  onMessage: appTrigger({
    title: 'When a message is posted',
    description: 'Starts for each message in channels the app is in, those of bots too.',
    keywords: ['message', 'chat', 'channel', 'receive'],
    output: written,
    sample: {
      type: 'message',
      text: 'The printer is on fire',
      user: 'U02ADA',
      channel: 'C01HELP',
      ts: '1785000000.000100',
    },
    webhook: webhook('message'),
  }),
  onMention: appTrigger({
    title: 'When the app is mentioned',
    description: 'Starts when somebody writes @ and the name of your app.',
    keywords: ['mention', 'bot', 'command'],
    output: written,
    sample: {
      type: 'app_mention',
      text: '<@U0APP> how many orders today?',
      user: 'U02ADA',
      channel: 'C01SALES',
      ts: '1785000000.000200',
    },
    webhook: webhook('app_mention'),
  }),
  onReaction: appTrigger({
    title: 'When somebody reacts',
    description: 'Starts when an emoji is put on a message.',
    keywords: ['emoji', 'reaction', 'thumbs up'],
    output: {
      type: 'object',
      properties: {
        reaction: { type: 'string', title: 'Emoji', description: 'Its name without colons.' },
        user,
        item: {
          type: 'object',
          title: 'On what',
          properties: { channel, ts },
        },
      },
      required: ['reaction', 'user', 'item'],
    },
    sample: {
      type: 'reaction_added',
      reaction: 'white_check_mark',
      user: 'U02ADA',
      item: { channel: 'C01HELP', ts: '1785000000.000100' },
    },
    webhook: webhook('reaction_added'),
  }),
  onJoin: appTrigger({
    title: 'When somebody joins the workspace',
    description: 'Starts for every new member.',
    keywords: ['member', 'join', 'welcome', 'onboarding'],
    output: {
      type: 'object',
      properties: {
        user: {
          type: 'object',
          title: 'Person',
          properties: {
            id: { type: 'string', title: 'Id' },
            name: { type: 'string', title: 'User name' },
            real_name: { type: 'string', title: 'Name' },
          },
          required: ['id'],
        },
      },
      required: ['user'],
    },
    sample: { type: 'team_join', user: { id: 'U09NEW', name: 'grace', real_name: 'Grace Hopper' } },
    webhook: webhook('team_join'),
  }),
} satisfies Record<string, Operation>;
