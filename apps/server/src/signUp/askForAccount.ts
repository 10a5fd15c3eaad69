import type { SignUpDeps } from './signUpDeps.ts';
import { waysIn } from './waysIn.ts';

/**
 * Mails somebody the link at which they make their account, or, where they have one, says so in that mail. Whoever asked
 * learns neither: the answer does not wait for the mail and is always the same.
 */
export async function askForAccount({ email }: { email: string }, deps: SignUpDeps): Promise<void> {
  const { signUp } = await waysIn(deps);
  const { sendMail } = deps;
  if (signUp !== 'by-mail' || sendMail === undefined) return;
  const send = async () => {
    const user = await deps.users.findByEmail(email.toLowerCase());
    await sendMail({ to: email, ...(user === null ? newcomer(email, deps) : known(deps)) });
  };
  send().catch((error: unknown) => deps.onError(error, { about: 'mail for a new account' }));
}

function newcomer(email: string, { signUpTickets, now }: SignUpDeps) {
  const text = [
    'Somebody, most likely you, asked for a Patchbay account with this address.',
    'Choose your name and password here within a day:',
    signUpTickets.link(email, now()),
    'If it was not you, leave this mail alone: nothing happens then.',
  ];
  return { subject: 'Make your Patchbay account', text: text.join('\n\n') };
}

function known({ signInUrl }: SignUpDeps) {
  const text = [
    'Somebody, most likely you, asked for a Patchbay account with this address. You have one already.',
    `Sign in, or choose another password, here:\n\n${signInUrl}`,
    'If it was not you, leave this mail alone: nothing happens then.',
  ];
  return { subject: 'You have a Patchbay account', text: text.join('\n\n') };
}
