import { AppError } from '../errors.ts';
import type { InvitationDeps, InvitationRecord } from './invitationStore.ts';

/** An invitation's link, and whether it was mailed. `mail` says why it was not: no server is set, or the server refused. */
export type Handed = { id: string; link: string; mail: 'sent' | 'none' | 'failed' };

/** Mails an invitation's link where there is a way to, and gives it to be copied in any case. */
export async function handOver(id: string, deps: InvitationDeps): Promise<Handed> {
  const link = deps.invitationLinks.link(id);
  const invitation = await deps.invitations.find(id);
  if (invitation === null) throw new AppError('not_found');
  const { sendMail } = deps;
  if (sendMail === undefined) return { id, link, mail: 'none' };
  try {
    await sendMail({ to: invitation.email, subject: subjectOf(invitation), text: textOf(invitation, link) });
  } catch {
    // The link is on the screen of who invited: they are told to pass it on by hand.
    return { id, link, mail: 'failed' };
  }
  await deps.invitations.noteMailed(id, new Date(deps.now()));
  return { id, link, mail: 'sent' };
}

function subjectOf({ invitedBy, workspaceName }: InvitationRecord): string {
  return `${oneLine(invitedBy ?? 'Somebody', 60)} invites you to ${oneLine(workspaceName, 80)}`;
}

function textOf({ invitedBy, workspaceName, email, expiresAt }: InvitationRecord, link: string): string {
  const until = new Date(expiresAt).toUTCString().replace(/:\d\d GMT$/, ' UTC');
  return [
    `${oneLine(invitedBy ?? 'Somebody', 60)} invites you to the workspace “${oneLine(workspaceName, 80)}” in Patchbay.`,
    `This link is for ${email}. It works once, until ${until}:`,
    link,
    'If you do not know them, leave this mail alone: nothing happens then.',
  ].join('\n\n');
}

function oneLine(text: string, most: number): string {
  return text.replace(/\s+/g, ' ').slice(0, most);
}
