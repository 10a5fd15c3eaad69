import type { Answers } from '../../../api/types.ts';

export type ChangeRow = Answers['change']['list']['items'][number];

type Words = (change: ChangeRow) => string;

const words: Record<ChangeRow['kind'], Words> = {
  'member.invited': ({ subject, detail }) => `invited ${subject}${asRole(detail)}`,
  'member.uninvited': ({ subject }) => `took back the invitation of ${subject}`,
  'member.joined': ({ subject }) => `joined as ${subject}`,
  'member.role': ({ subject, detail }) => `made ${subject} ${detail ?? 'something else'}`,
  'member.removed': ({ subject }) => `removed ${subject}`,
  'member.left': () => 'left the workspace',
  'member.reset': ({ subject }) => `made a link for another password of ${subject}`,
  'member.two_factor_off': ({ subject }) => `switched the two-factor sign-in of ${subject} off`,
  'flow.created': ({ subject }) => `made the flow “${subject}”`,
  'flow.renamed': ({ subject, detail }) => `renamed the flow “${detail ?? ''}” to “${subject}”`,
  'flow.published': ({ subject, detail }) => `published version ${detail ?? ''} of “${subject}”`,
  'flow.on': ({ subject }) => `switched “${subject}” on`,
  'flow.off': ({ subject }) => `switched “${subject}” off`,
  'flow.deleted': ({ subject }) => `deleted the flow “${subject}”`,
  'connection.created': ({ subject }) => `connected the account “${subject}”`,
  'connection.reconnected': ({ subject }) => `connected the account “${subject}” again`,
  'connection.replaced': ({ subject }) => `replaced the account “${subject}” by another one in all flows`,
  'connection.shared': ({ subject }) => `changed who may use the account “${subject}”`,
  'connection.deleted': ({ subject }) => `disconnected the account “${subject}”`,
  'connector.imported': ({ subject }) => `imported the API description of ${subject}`,
  'connector.adjusted': ({ subject }) => `adjusted the connector ${subject}`,
  'connector.deleted': ({ subject }) => `deleted the connector ${subject}`,
  'oauthClient.set': ({ subject }) => `set up signing in at ${subject}`,
  'oauthClient.removed': ({ subject }) => `took away how to sign in at ${subject}`,
  'workspace.created': () => 'made this workspace',
  'workspace.renamed': ({ subject }) => `named the workspace “${subject}”`,
};

function asRole(role: string | null): string {
  return role === null ? '' : ` as ${role}`;
}

/** What somebody has done, as the rest of a sentence that begins with their name. */
export function changeWords(change: ChangeRow): string {
  return words[change.kind](change);
}
