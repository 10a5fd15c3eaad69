import type { AccountField, FieldOverlay, Lookup, Overlay, RateLimit } from '@patchbay/connector';

const channels: Lookup = {
  operation: 'listChannels',
  input: { types: 'public_channel,private_channel', exclude_archived: true },
  value: 'id',
  label: '#{name}',
  detail: 'purpose.value',
  link: '/(?:archives|client/T[A-Z0-9]+)/([CDG][A-Z0-9]{6,})',
};

const people: Lookup = {
  operation: 'listUsers',
  value: 'id',
  label: 'real_name',
  detail: 'profile.email',
  link: '/team/([UW][A-Z0-9]{6,})',
};

/** Slack's tiers of requests a minute: https://docs.slack.dev/apis/web-api/rate-limits. */
const tier = (requests: 20 | 50 | 100): RateLimit => ({ requests, perMs: 60_000 });

const cursor = (items: string) =>
  ({
    style: 'cursor',
    items,
    next: 'response_metadata.next_cursor',
    to: { in: 'query', name: 'cursor' },
    size: { in: 'query', name: 'limit', most: 200 },
  }) as const;

/** Here and not in the description, from which marks of Markdown and HTML are taken out. */
const text: FieldOverlay = {
  description: 'What it says; *bold*, _italic_ and links as <https://example.com|words> work.',
  widget: 'text-long',
};

const inChannel = { channel: { lookup: channels } };

/** Only what Slack sends to flows is signed with it. */
const signingSecret: AccountField = {
  name: 'signingSecret',
  title: 'Signing secret',
  description: 'Of your app, under Basic Information. Only flows that Slack starts need it.',
  isSecret: true,
  isOptional: true,
};

/** What people need to know of Slack beyond its description. */
export const overlay = {
  name: 'Slack',
  description: 'Posts messages to channels and people, and keeps channels in order.',
  category: 'messaging',
  keywords: ['chat', 'message', 'channel', 'notify', 'team'],
  icon: 'slack',
  auth: [
    {
      kind: 'oauth2',
      title: 'Sign in to Slack',
      description: 'Adds the app to your workspace; invite it to a channel before it posts there.',
      helpUrl: 'https://docs.slack.dev/authentication/installing-with-oauth',
      authorizeUrl: 'https://slack.com/oauth/v2/authorize',
      tokenUrl: 'https://slack.com/api/oauth.v2.access',
      revokeUrl: 'https://slack.com/api/auth.revoke',
      scopeSeparator: ',',
      hasNoPkce: true,
      scopes: [
        'chat:write',
        'chat:write.customize',
        'chat:write.public',
        'channels:read',
        'channels:history',
        'channels:manage',
        'groups:read',
        'groups:history',
        'groups:write',
        'im:history',
        'mpim:history',
        'reactions:write',
        'users:read',
        'users:read.email',
      ],
      defaultScopes: [
        'chat:write',
        'chat:write.public',
        'channels:read',
        'channels:history',
        'groups:read',
        'users:read',
      ],
      fields: [signingSecret],
    },
    {
      kind: 'bearer',
      title: 'Bot token',
      description: 'Starts with xoxb- and stands under “OAuth & Permissions” of your app.',
      helpUrl: 'https://api.slack.com/apps',
      fields: [signingSecret],
    },
  ],
  test: { operation: 'authTest', label: ['team', 'user'] },
  defaults: {
    answer: {
      refusedWhen: { at: 'ok', is: [false] },
      code: 'error',
      advice: {
        channel_not_found: {
          sentence: 'Slack knows no such channel. Choose it again, and invite the app to it where it is private.',
        },
        not_in_channel: { sentence: 'The app is not in this channel. Invite it there: /invite @app.' },
        is_archived: { sentence: 'The channel is archived. Choose another one or restore it in Slack.' },
        msg_too_long: { sentence: 'The text is too long for Slack. Send at most 40,000 characters.' },
        no_text: { sentence: 'There is no text to send. Map a text to it.' },
        message_not_found: { sentence: 'There is no such message in this channel. Check the message’s id (ts).' },
        cant_update_message: { sentence: 'The app may change only messages that it posted itself.' },
        cant_delete_message: { sentence: 'The app may delete only messages that it posted itself.' },
        already_reacted: { sentence: 'The app put this emoji under the message before.' },
        invalid_name: { sentence: 'Slack knows no emoji of this name. Write its name without the colons.' },
        name_taken: { sentence: 'A channel of this name is there already. Choose another name.' },
        already_in_channel: { sentence: 'The person is in the channel already.' },
        time_in_past: { sentence: 'The time is over. Give one that is still to come.' },
        time_too_far: { sentence: 'Slack takes times within the next 120 days only.' },
        invalid_blocks: { sentence: 'Slack cannot read the blocks. Try them in its Block Kit Builder.' },
        users_not_found: { sentence: 'Nobody in the workspace has this e-mail address.' },
        user_not_found: { sentence: 'Slack knows no such person. Choose them again.' },
        missing_scope: {
          sentence: 'The app was not allowed to do this. Add the permission to it and connect the account again.',
          retry: 'after-reconnect',
        },
        restricted_action: { sentence: 'The workspace’s settings do not allow this. Ask its admin.' },
        not_authed: { sentence: 'Slack got no token. Reconnect the account.', retry: 'after-reconnect' },
        invalid_auth: {
          sentence: 'Slack did not accept the token. Reconnect the account.',
          retry: 'after-reconnect',
        },
        token_revoked: {
          sentence: 'The app was removed from the workspace. Reconnect the account.',
          retry: 'after-reconnect',
        },
        token_expired: { sentence: 'The token is too old. Reconnect the account.', retry: 'after-reconnect' },
        account_inactive: {
          sentence: 'The app or its user was switched off in Slack. Reconnect the account.',
          retry: 'after-reconnect',
        },
        ratelimited: { sentence: 'Slack takes only so many requests a minute.', retry: 'later' },
        internal_error: { sentence: 'Slack has trouble of its own.', retry: 'later' },
        service_unavailable: { sentence: 'Slack has trouble of its own.', retry: 'later' },
      },
    },
    limit: tier(50),
  },
  operations: {
    postMessage: {
      effect: 'send',
      keywords: ['post', 'chat', 'notify', 'direct message', 'dm', 'reply', 'thread'],
      // One message a second to a channel; an account has several, so this is the safe side.
      limit: { requests: 1, perMs: 1_000 },
      scopes: ['chat:write'],
      order: ['channel', 'text', 'thread_ts'],
      fields: {
        channel: { lookup: channels },
        text,
        thread_ts: { isBasic: true },
        blocks: { widget: 'code' },
      },
    },
    updateMessage: {
      effect: 'update',
      repeat: 'natural',
      keywords: ['edit'],
      scopes: ['chat:write'],
      fields: { ...inChannel, text, blocks: { widget: 'code' } },
    },
    deleteMessage: { effect: 'delete', keywords: ['remove', 'undo'], scopes: ['chat:write'], fields: inChannel },
    scheduleMessage: {
      effect: 'send',
      keywords: ['later', 'delay', 'reminder'],
      scopes: ['chat:write'],
      order: ['channel', 'text', 'post_at'],
      fields: { ...inChannel, text, blocks: { widget: 'code' } },
    },
    addReaction: { effect: 'create', keywords: ['emoji'], scopes: ['reactions:write'], fields: inChannel },
    listMessages: {
      keywords: ['history', 'read'],
      scopes: ['channels:history'],
      paging: cursor('messages'),
      fields: { ...inChannel, oldest: { isBasic: true }, latest: { isBasic: true } },
    },
    listReplies: {
      keywords: ['thread'],
      scopes: ['channels:history'],
      paging: cursor('messages'),
      fields: inChannel,
    },
    listChannels: { scopes: ['channels:read'], limit: tier(20), paging: cursor('channels') },
    createChannel: {
      effect: 'create',
      scopes: ['channels:manage'],
      limit: tier(20),
      output: { at: 'channel' },
      fields: { is_private: { isBasic: true } },
    },
    inviteToChannel: {
      effect: 'update',
      keywords: ['add member'],
      scopes: ['channels:manage'],
      output: { at: 'channel' },
      fields: { ...inChannel, users: { lookup: people } },
    },
    setTopic: {
      effect: 'update',
      repeat: 'natural',
      scopes: ['channels:manage'],
      limit: tier(20),
      output: { at: 'channel' },
      fields: inChannel,
    },
    listUsers: {
      keywords: ['members', 'users', 'team'],
      scopes: ['users:read'],
      limit: tier(20),
      paging: cursor('members'),
    },
    findUserByEmail: {
      keywords: ['lookup', 'user'],
      scopes: ['users:read.email'],
      output: { at: 'user' },
    },
    authTest: { isHidden: true },
  },
} satisfies Overlay;
