import type { Answers } from '../../../api/types.ts';
import { t } from '../../../texts/t.ts';

export type ChangeRow = Answers['change']['list']['items'][number];

type Words = (change: ChangeRow) => string;

const words: Record<ChangeRow['kind'], Words> = {
  'member.invited': ({ subject, detail }) => t('invited {subject}{asRole}', { subject, asRole: asRole(detail) }),
  'member.uninvited': ({ subject }) => t('took back the invitation of {subject}', { subject }),
  'member.joined': ({ subject }) => t('joined as {subject}', { subject }),
  'member.role': ({ subject, detail }) =>
    t('made {subject} {detail}', { subject, detail: detail ?? t('something else') }),
  'member.removed': ({ subject }) => t('removed {subject}', { subject }),
  'member.left': () => t('left the workspace'),
  'member.reset': ({ subject }) => t('made a link for another password of {subject}', { subject }),
  'member.two_factor_off': ({ subject }) => t('switched the two-factor sign-in of {subject} off', { subject }),
  'flow.created': ({ subject }) => t('made the flow “{subject}”', { subject }),
  'flow.renamed': ({ subject, detail }) =>
    t('renamed the flow “{detail}” to “{subject}”', { detail: detail ?? '', subject }),
  'flow.published': ({ subject, detail }) =>
    t('published version {detail} of “{subject}”', { detail: detail ?? '', subject }),
  'flow.on': ({ subject }) => t('switched “{subject}” on', { subject }),
  'flow.off': ({ subject }) => t('switched “{subject}” off', { subject }),
  'flow.deleted': ({ subject }) => t('deleted the flow “{subject}”', { subject }),
  'connection.created': ({ subject }) => t('connected the account “{subject}”', { subject }),
  'connection.reconnected': ({ subject }) => t('connected the account “{subject}” again', { subject }),
  'connection.replaced': ({ subject }) =>
    t('replaced the account “{subject}” by another one in all flows', { subject }),
  'connection.shared': ({ subject }) => t('changed who may use the account “{subject}”', { subject }),
  'connection.deleted': ({ subject }) => t('disconnected the account “{subject}”', { subject }),
  'connector.imported': ({ subject }) => t('imported the API description of {subject}', { subject }),
  'connector.adjusted': ({ subject }) => t('adjusted the connector {subject}', { subject }),
  'connector.deleted': ({ subject }) => t('deleted the connector {subject}', { subject }),
  'oauthClient.set': ({ subject }) => t('set up signing in at {subject}', { subject }),
  'oauthClient.removed': ({ subject }) => t('took away how to sign in at {subject}', { subject }),
  'workspace.created': () => t('made this workspace'),
  'workspace.renamed': ({ subject }) => t('named the workspace “{subject}”', { subject }),
};

function asRole(role: string | null): string {
  return role === null ? '' : t(' as {role}', { role });
}

/** What somebody has done, as the rest of a sentence that begins with their name. */
export function changeWords(change: ChangeRow): string {
  const done = words[change.kind](change);
  return change.isUncertain
    ? t('began this, and Patchbay stopped before it was known whether it was done: {done}', { done })
    : done;
}
