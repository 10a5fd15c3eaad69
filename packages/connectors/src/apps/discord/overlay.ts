import type { FieldOverlay, Lookup, Overlay, Paging } from '@patchbay/connector';

const servers: Lookup = { operation: 'listServers', value: 'id', label: 'name', link: '/channels/(\\d{5,20})' };

const ofServer = { input: { guild_id: { from: 'guild_id' } }, value: 'id' } as const;

const channels: Lookup = {
  ...ofServer,
  operation: 'listChannels',
  label: '#{name}',
  detail: 'topic',
  link: '/channels/\\d+/(\\d{5,20})',
};

const roles: Lookup = { ...ofServer, operation: 'listRoles', label: 'name' };

const members: Lookup = {
  ...ofServer,
  operation: 'listMembers',
  value: 'user.id',
  label: 'user.username',
  detail: 'user.global_name',
};

/** A message names only its channel; the server is asked for so that its channels can be chosen from. */
const aids = {
  guild_id: { title: 'Server', description: 'Whose channels are offered below.', lookup: servers },
};
const inChannel = { channel_id: { lookup: channels } };
const inServer = { guild_id: { lookup: servers } };
const cards: Record<string, FieldOverlay> = {
  content: {
    // Here and not in the description, from which marks of Markdown and HTML are taken out.
    description: 'What it says, at most 2,000 characters; **bold**, _italic_ and <@id> for a mention work.',
    widget: 'text-long',
    isBasic: true,
  },
  'embeds[].description': { widget: 'text-long' },
};

const byLast = ({ item, at, most }: { item: string; at: 'before' | 'after'; most: number }): Paging => ({
  style: 'lastItem',
  items: '',
  item,
  to: { in: 'query', name: at },
  size: { in: 'query', name: 'limit', most },
});

/** What people need to know of Discord beyond its description. */
export const overlay = {
  name: 'Discord',
  description: 'Writes to channels of servers and looks after their members as your bot.',
  category: 'messaging',
  keywords: ['chat', 'server', 'guild', 'bot', 'community', 'message'],
  icon: 'discord',
  auth: [
    {
      kind: 'bearer',
      prefix: 'Bot',
      title: 'Bot token',
      description: 'In Discord’s developer portal under Bot; add the bot to your server first.',
      helpUrl: 'https://discord.com/developers/applications',
    },
  ],
  test: {
    operation: 'getMe',
    label: ['username'],
    picture: 'https://cdn.discordapp.com/avatars/{id}/{avatar}.png?size=64',
  },
  defaults: {
    answer: {
      code: 'code',
      message: 'message',
      advice: {
        0: { sentence: 'Discord did not accept the bot token. Reconnect the account.', retry: 'after-reconnect' },
        10003: { sentence: 'There is no such channel, or the bot does not see it. Choose it again.' },
        10004: { sentence: 'There is no such server, or the bot is not on it. Add the bot to it.' },
        10007: { sentence: 'The server has no such member. Check the person’s id.' },
        10008: { sentence: 'There is no such message in this channel. Check the message’s id.' },
        10011: { sentence: 'The server has no such role. Choose it again.' },
        10013: { sentence: 'Discord knows no such person. Check the id.' },
        10014: { sentence: 'Discord knows no such emoji. Give the emoji itself, or name:id.' },
        20028: { sentence: 'This channel takes only so many messages at a time.', retry: 'later' },
        30005: { sentence: 'The server has as many roles as it may have.' },
        30013: { sentence: 'The server has as many channels as it may have.' },
        40001: { sentence: 'Discord did not accept the bot token. Reconnect the account.', retry: 'after-reconnect' },
        50001: { sentence: 'The bot may not see this channel or server. Let it in, in the channel’s settings.' },
        50005: { sentence: 'The bot may change only messages that it sent itself.' },
        50006: { sentence: 'The message is empty. Map a text or a card to it.' },
        50007: { sentence: 'The person takes no direct messages from this bot.' },
        50013: { sentence: 'The bot may not do this. Give its role the permission, above the roles it changes.' },
        50035: { sentence: 'Discord cannot read one of the fields. Check their lengths and ids.' },
        160004: { sentence: 'The message has a thread already.' },
      },
    },
    // 50 a second over all: https://discord.com/developers/docs/topics/rate-limits.
    limit: { requests: 50, perMs: 1_000 },
  },
  operations: {
    sendMessage: {
      effect: 'send',
      keywords: ['post', 'notify', 'embed', 'reply'],
      // Discord names no figure for one channel; five in five seconds is what it is known to take.
      limit: { requests: 5, perMs: 5_000 },
      order: ['guild_id', 'channel_id', 'content', 'embeds'],
      aids,
      fields: { ...inChannel, ...cards },
    },
    editMessage: {
      effect: 'update',
      repeat: 'natural',
      order: ['guild_id', 'channel_id', 'message_id', 'content'],
      aids,
      fields: { ...inChannel, ...cards },
    },
    deleteMessage: { effect: 'delete', order: ['guild_id', 'channel_id', 'message_id'], aids, fields: inChannel },
    listMessages: {
      keywords: ['history', 'read'],
      order: ['guild_id', 'channel_id'],
      aids,
      paging: byLast({ item: 'id', at: 'before', most: 100 }),
      fields: inChannel,
    },
    addReaction: {
      effect: 'create',
      keywords: ['emoji'],
      order: ['guild_id', 'channel_id', 'message_id', 'emoji_name'],
      aids,
      fields: inChannel,
    },
    createThread: {
      effect: 'create',
      order: ['guild_id', 'channel_id', 'message_id', 'name'],
      aids,
      fields: {
        ...inChannel,
        auto_archive_duration: { labels: { 60: 'An hour', 1440: 'A day', 4320: 'Three days', 10080: 'A week' } },
      },
    },
    openDirectMessage: {
      effect: 'create',
      repeat: 'natural',
      keywords: ['dm', 'private message'],
      order: ['guild_id', 'recipient_id'],
      aids: { guild_id: { ...aids.guild_id, description: 'Whose members are offered below.' } },
      fields: { recipient_id: { lookup: members } },
    },
    listChannels: { fields: inServer },
    createChannel: {
      effect: 'create',
      fields: {
        ...inServer,
        type: {
          isBasic: true,
          labels: { 0: 'Text', 2: 'Voice', 4: 'Category of channels', 5: 'News', 15: 'Forum' },
        },
        topic: { isBasic: true },
        parent_id: { lookup: { ...channels, label: 'name' } },
      },
    },
    listMembers: {
      keywords: ['users', 'people'],
      paging: byLast({ item: 'user.id', at: 'after', most: 1_000 }),
      fields: inServer,
    },
    addRole: {
      effect: 'update',
      keywords: ['assign'],
      fields: { ...inServer, user_id: { lookup: members }, role_id: { lookup: roles } },
    },
    removeRole: {
      effect: 'update',
      keywords: ['unassign'],
      fields: { ...inServer, user_id: { lookup: members }, role_id: { lookup: roles } },
    },
    listRoles: { fields: inServer },
    listServers: { keywords: ['guilds'], paging: byLast({ item: 'id', at: 'after', most: 200 }) },
    getMe: { isHidden: true },
  },
} satisfies Overlay;
