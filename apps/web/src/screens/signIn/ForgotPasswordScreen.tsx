import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { askForPassword } from '../../api/account.ts';
import { t } from '../../texts/t.ts';
import { TextField } from '../../ui/TextField.tsx';
import { AskByMail } from './AskByMail.tsx';
import { useWaysIn } from './useWaysIn.ts';

/** Asking for a link to choose another password. The answer is the same whether there is such an account. */
export function ForgotPasswordScreen() {
  const [email, setEmail] = useState('');
  const ways = useWaysIn();
  return (
    <AskByMail
      title={t('Choose another password')}
      submit={t('Send me a link')}
      isOffered={ways?.resetByMail}
      instead={t(
        'This Patchbay sends no mails. Ask an admin of your workspace for a link: it lets you choose another password.',
      )}
      sent={t('If {email} has an account here, a mail with a link is on its way. It works once, within an hour.', {
        email: email.trim(),
      })}
      ask={() => askForPassword(email.trim())}
      aside={<Link to="/sign-in">{t('Back to signing in')}</Link>}
    >
      <TextField
        label={t('E-mail')}
        kind="email"
        name="email"
        autoComplete="email"
        autoFocus
        required
        value={email}
        onText={setEmail}
      />
    </AskByMail>
  );
}
