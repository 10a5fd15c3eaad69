import type { SendMail } from '../mail/sendMail.ts';
import type { ResetDeps } from '../workspaces/makeResetLink.ts';

/** Mails somebody the link at which they choose another password, once, within an hour. */
export function sendReset({ sendMail, newPasswordUrl }: Pick<ResetDeps, 'newPasswordUrl'> & { sendMail: SendMail }) {
  return async ({ email }: { email: string }, token: string): Promise<void> => {
    const text = [
      'Somebody, most likely you, asked to choose another password for Patchbay.',
      `This link works once, within an hour:\n\n${newPasswordUrl(token)}`,
      'If it was not you, leave this mail alone: your password stays as it is.',
    ].join('\n\n');
    await sendMail({ to: email, subject: 'Choose another Patchbay password', text });
  };
}
