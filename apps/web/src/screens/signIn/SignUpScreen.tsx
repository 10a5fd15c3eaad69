import { Link, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { askForAccount } from '../../api/account.ts';
import { signUp } from '../../api/auth.ts';
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { type Account, AccountFields, problemsOf } from './AccountFields.tsx';
import { AskByMail } from './AskByMail.tsx';
import { AuthPage } from './AuthPage.tsx';
import { emailOfTicket } from './emailOfTicket.ts';
import { useEntering } from './useEntering.ts';
import { useWaysIn } from './useWaysIn.ts';

/** Making an account: at once, by a link in a mail, or by invitation only, as this Patchbay has it. */
export function SignUpScreen() {
  const { back, ticket } = useSearch({ from: '/sign-up' });
  const ways = useWaysIn();
  if (ways?.isFirst && ticket === undefined)
    return <AccountForm back={back} title={t('Make the first account')} lead={<FirstLead />} aside="" />;
  const aside = (
    <>
      <T text="Already have one? <a>Sign in</a>" a={<Link to="/sign-in" search={{ back }} />} />
    </>
  );
  if (ticket !== undefined) {
    return <AccountForm key={ticket} back={back} ticket={ticket} email={emailOfTicket(ticket)} aside={aside} />;
  }
  if (ways?.signUp === 'open') return <AccountForm back={back} aside={aside} />;
  return <AskForAccount isOffered={ways && ways.signUp === 'by-mail'} aside={aside} />;
}

function FirstLead() {
  return <p className="sentence auth-lead">{t('Nobody has an account on this Patchbay yet. Yours is the first.')}</p>;
}

function AskForAccount({ isOffered, aside }: { isOffered: boolean | undefined; aside: ReactNode }) {
  const [email, setEmail] = useState('');
  return (
    <AskByMail
      title={t('Make an account')}
      submit={t('Send me a link')}
      isOffered={isOffered}
      instead={t(
        'Accounts are made by invitation here. Ask an admin of a workspace to invite you: they give you a link.',
      )}
      sent={t('A mail to {email} is on its way. Its link leads on; it works for a day.', { email: email.trim() })}
      ask={() => askForAccount(email.trim())}
      aside={aside}
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

/** The form that makes an account. With a ticket, its address is the one the ticket was made for. */
export function AccountForm({
  back,
  ticket,
  email = '',
  title = t('Make an account'),
  lead,
  aside,
}: {
  back: string | undefined;
  ticket?: string;
  email?: string;
  title?: string;
  lead?: ReactNode;
  aside: ReactNode;
}) {
  const [account, setAccount] = useState<Account>({ name: '', email, password: '' });
  const [asked, setAsked] = useState(false);
  const { enter, busy, problem } = useEntering(back);
  const submit = () => {
    setAsked(true);
    if (Object.keys(problemsOf(account)).length > 0) return;
    enter(async () => {
      await signUp({
        ...account,
        name: account.name.trim(),
        email: account.email.trim(),
        ...(ticket !== undefined && { ticket }),
      });
      return 'in';
    });
  };
  return (
    <AuthPage title={title} problem={problem} onSubmit={submit} aside={aside}>
      {lead}
      <AccountFields
        account={account}
        wrong={asked ? problemsOf(account) : {}}
        fixedEmail={ticket !== undefined && email !== ''}
        onChange={(part) => setAccount({ ...account, ...part })}
      />
      <Button look="primary" wide type="submit" busy={busy}>
        {t('Make the account')}
      </Button>
    </AuthPage>
  );
}
