import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { askForPassword } from '../../api/account.ts';
import { TextField } from '../../ui/TextField.tsx';
import { AskByMail } from './AskByMail.tsx';
import { useWaysIn } from './useWaysIn.ts';

/** Asking for a link to choose another password. The answer is the same whether there is such an account. */
export function ForgotPasswordScreen() {
  const [email, setEmail] = useState('');
  const ways = useWaysIn();
  return (
    <AskByMail
      title="Choose another password"
      submit="Send me a link"
      isOffered={ways?.resetByMail}
      instead="This Patchbay sends no mails. Ask an admin of your workspace for a link: it lets you choose another password."
      sent={`If ${email.trim()} has an account here, a mail with a link is on its way. It works once, within an hour.`}
      ask={() => askForPassword(email.trim())}
      aside={<Link to="/sign-in">Back to signing in</Link>}
    >
      <TextField
        label="E-mail"
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
