import type { App } from '../api/context.ts';
import type { NewChange } from '../changes/changeStore.ts';
import { noteWhile } from '../changes/noteWhile.ts';
import { AppError } from '../errors.ts';
import type { LocalAccess } from './localAccess.ts';
import type { Output } from './output.ts';
import { type CommandLine, UsageError } from './usage.ts';

/** As long as a link that an admin makes. */
const LINK_MS = 24 * 3_600_000;

/** A link with which somebody chooses another password, whatever workspaces they belong to. */
export async function resetPersonCommand({ argument }: CommandLine, access: LocalAccess, app: App): Promise<Output> {
  const { id, email } = await personCalled(argument, 'people reset', app);
  const until = new Date(app.now() + LINK_MS);
  const make = () => app.passwordResets.create(id, until);
  const link = app.newPasswordUrl(await noteWhile(changeOf('member.reset', email, access), app.changes, make));
  return { data: { email, link }, text: `${email} chooses another password here, once, within a day:\n${link}` };
}

/** Signing in asks somebody for their password only: for who has lost their phone and their recovery codes. */
export async function endTwoFactorCommand({ argument }: CommandLine, access: LocalAccess, app: App): Promise<Output> {
  const { id, email } = await personCalled(argument, 'people two-factor-off', app);
  const change = changeOf('member.two_factor_off', email, access);
  await noteWhile(change, app.changes, () => app.users.endTwoFactor(id));
  return { data: { email }, text: `Signing in asks ${email} for the password only.` };
}

async function personCalled(typed: string | undefined, command: string, { users }: Pick<App, 'users'>) {
  if (typed === undefined) throw new UsageError(`${command} takes the e-mail address of somebody.`);
  const email = typed.toLowerCase();
  const user = await users.findByEmail(email);
  if (user === null) throw new AppError('not_found');
  return { id: user.id, email };
}

function changeOf(kind: 'member.reset' | 'member.two_factor_off', email: string, access: LocalAccess): NewChange {
  const { workspaceId, userId } = access('member.reset');
  return { workspaceId, userId, kind, subject: email, detail: 'on the command line' };
}
