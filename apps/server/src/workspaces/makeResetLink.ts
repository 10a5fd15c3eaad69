import { AppError } from '../errors.ts';
import type { SendMail } from '../mail/sendMail.ts';
import { type Access, type Actor, mayManage, type Role } from '../policies/can.ts';

/** Lets people choose another password without the old one. */
export type PasswordResets = {
  /** Where somebody belongs. */
  rolesOf(userId: string): Promise<readonly { workspaceId: string; role: Role }[]>;
  /** What a link must carry, once, until then. */
  create(userId: string, expiresAt: Date): Promise<string>;
};

export type ResetDeps = {
  passwordResets: PasswordResets;
  /** The page at which a password is chosen, with what its link carries. */
  newPasswordUrl(token: string): string;
  sendMail?: SendMail;
  now(): number;
};

/** Longer than that of a mail, for it is handed on by hand. */
const LINK_MS = 24 * 3_600_000;

/**
 * A link with which a member chooses another password, for where Patchbay sends no mails. Whoever has it can sign in as
 * them, so it is made only by who may manage them in every workspace they belong to. Throws `reset_link_refused`.
 */
export async function makeResetLink(
  { userId }: { userId: string },
  { access, actor }: { access: Access<'member.reset'>; actor: Pick<Actor, 'memberships'> },
  { passwordResets, newPasswordUrl, sendMail, now }: ResetDeps,
): Promise<{ link: string }> {
  const theirs = await passwordResets.rolesOf(userId);
  if (!theirs.some(({ workspaceId }) => workspaceId === access.workspaceId)) throw new AppError('not_found');
  if (sendMail !== undefined)
    throw new AppError('reset_link_refused', { reason: 'They can ask for a mail on the page at which they sign in.' });
  const isMine = theirs.every(({ workspaceId, role }) => {
    const mine = actor.memberships.find((membership) => membership.workspaceId === workspaceId);
    return mine !== undefined && mayManage(mine.role, role);
  });
  if (!isMine) {
    const reason =
      'You do not manage them everywhere they belong. Whoever runs Patchbay can: npm run cli -- people reset.';
    throw new AppError('reset_link_refused', { reason });
  }
  return { link: newPasswordUrl(await passwordResets.create(userId, new Date(now() + LINK_MS))) };
}
