import type { FieldOverlay, Lookup, Overlay, Paging } from '@patchbay/connector';
import { graphAdvice, graphSignIn } from '../microsoft/graph.ts';

const teams: Lookup = { operation: 'listTeams', value: 'id', label: 'displayName', link: 'groupId=([0-9a-f-]{36})' };
const channels: Lookup = {
  operation: 'listChannels',
  input: { 'team-id': { from: 'team-id' } },
  value: 'id',
  label: 'displayName',
  detail: 'description',
};
const chats: Lookup = { operation: 'listChats', value: 'id', label: 'topic', detail: 'chatType' };

const ofTeam = { 'team-id': { lookup: teams } };
const inChannel = { ...ofTeam, 'channel-id': { lookup: channels } };
const message: Readonly<Record<string, FieldOverlay>> = {
  'body.content': { widget: 'text-long' },
  'body.contentType': { isBasic: true, labels: { text: 'Plain text', html: 'HTML' } },
  importance: { labels: { normal: 'As any other', high: 'Important', urgent: 'Urgent, told every two minutes' } },
};

const byNextUrl = (most?: number): Paging => ({
  style: 'nextUrl',
  items: 'value',
  next: '@odata.nextLink',
  ...(most === undefined ? {} : { size: { in: 'query', name: '$top', most } }),
});

/** What people need to know of Microsoft Teams beyond its description. */
export const overlay = {
  name: 'Microsoft Teams',
  description: 'Writes to channels and chats in your name, and looks after teams and meetings.',
  category: 'messaging',
  keywords: ['chat', 'message', 'channel', 'team', 'meeting', 'microsoft', 'office'],
  icon: 'teams',
  auth: graphSignIn({
    scopes: [
      'User.Read',
      'Team.ReadBasic.All',
      'Channel.ReadBasic.All',
      'Channel.Create',
      'ChannelMessage.Send',
      'ChannelMessage.Read.All',
      'Chat.ReadBasic',
      'Chat.Read',
      'ChatMessage.Send',
      'TeamMember.Read.All',
      'OnlineMeetings.ReadWrite',
    ],
    defaultScopes: [
      'User.Read',
      'Team.ReadBasic.All',
      'Channel.ReadBasic.All',
      'ChannelMessage.Send',
      'Chat.Read',
      'ChatMessage.Send',
    ],
    scopeHolds: { 'Chat.Read': ['Chat.ReadBasic'] },
  }),
  test: { operation: 'getMe', label: ['displayName', 'userPrincipalName'] },
  defaults: {
    answer: graphAdvice,
    // For one app and one organisation; four a second for a team: https://learn.microsoft.com/graph/throttling-limits.
    limit: { requests: 4, perMs: 1_000 },
  },
  operations: {
    sendChannelMessage: {
      effect: 'send',
      keywords: ['post', 'notify'],
      scopes: ['ChannelMessage.Send'],
      order: ['team-id', 'channel-id', 'body', 'subject'],
      fields: { ...inChannel, ...message, subject: { isBasic: true } },
    },
    replyToMessage: {
      effect: 'send',
      keywords: ['answer', 'thread'],
      scopes: ['ChannelMessage.Send'],
      fields: { ...inChannel, ...message },
    },
    listChannelMessages: { scopes: ['ChannelMessage.Read.All'], paging: byNextUrl(50), fields: inChannel },
    sendChatMessage: {
      effect: 'send',
      keywords: ['direct message', 'dm', 'notify'],
      scopes: ['ChatMessage.Send'],
      fields: { ...message, 'chat-id': { lookup: chats } },
    },
    listChatMessages: {
      scopes: ['Chat.Read'],
      paging: byNextUrl(50),
      fields: { 'chat-id': { lookup: chats } },
    },
    listChats: { scopes: ['Chat.ReadBasic'], paging: byNextUrl(50) },
    listTeams: { scopes: ['Team.ReadBasic.All'], paging: byNextUrl() },
    listChannels: { scopes: ['Channel.ReadBasic.All'], paging: byNextUrl(), fields: ofTeam },
    createChannel: {
      effect: 'create',
      scopes: ['Channel.Create'],
      order: ['team-id', 'displayName', 'description', 'membershipType'],
      fields: {
        ...ofTeam,
        description: { isBasic: true },
        membershipType: { isBasic: true, labels: { standard: 'Everybody of the team', private: 'Who is invited' } },
      },
    },
    listMembers: { scopes: ['TeamMember.Read.All'], keywords: ['people'], paging: byNextUrl(999), fields: ofTeam },
    createMeeting: { effect: 'create', keywords: ['call', 'video'], scopes: ['OnlineMeetings.ReadWrite'] },
    getMe: { isHidden: true, scopes: ['User.Read'] },
  },
} satisfies Overlay;
