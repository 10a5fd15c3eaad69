import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { signUp } from '../../api/auth.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AuthPage } from './AuthPage.tsx';
import { useEntering } from './useEntering.ts';

const SHORTEST_PASSWORD = 8;

type Account = { name: string; email: string; password: string };

/** Making an account. The first person here owns the first workspace. */
export function SignUpScreen() {
  const { back } = useSearch({ from: '/sign-up' });
  const [account, setAccount] = useState<Account>({ name: '', email: '', password: '' });
  const [asked, setAsked] = useState(false);
  const { enter, busy, problem } = useEntering(back);
  const submit = () => {
    setAsked(true);
    if (Object.keys(problemsOf(account)).length > 0) return;
    enter(() => signUp({ ...account, name: account.name.trim(), email: account.email.trim() }));
  };
  return (
    <AuthPage
      title="Make an account"
      problem={problem}
      onSubmit={submit}
      aside={
        <>
          Already have one?{' '}
          <Link to="/sign-in" search={{ back }}>
            Sign in
          </Link>
        </>
      }
    >
      <AccountFields
        account={account}
        wrong={asked ? problemsOf(account) : {}}
        onChange={(part) => setAccount({ ...account, ...part })}
      />
      <Button look="primary" wide type="submit" busy={busy}>
        Make the account
      </Button>
    </AuthPage>
  );
}

function AccountFields({
  account,
  wrong,
  onChange,
}: {
  account: Account;
  wrong: Partial<Account>;
  onChange: (part: Partial<Account>) => void;
}) {
  return (
    <>
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        autoFocus
        required
        error={wrong.name}
        value={account.name}
        onText={(name) => onChange({ name })}
      />
      <TextField
        label="E-mail"
        kind="email"
        name="email"
        autoComplete="email"
        required
        error={wrong.email}
        value={account.email}
        onText={(email) => onChange({ email })}
      />
      <TextField
        label="Password"
        kind="password"
        name="password"
        autoComplete="new-password"
        required
        hint={wrong.password ? undefined : `${SHORTEST_PASSWORD} characters or more.`}
        error={wrong.password}
        value={account.password}
        onText={(password) => onChange({ password })}
      />
    </>
  );
}

/** What is wrong with each part, a sentence a field. */
function problemsOf(account: Account): Partial<Account> {
  const problems: Partial<Account> = {};
  if (account.name.trim() === '') problems.name = 'Say what others shall call you.';
  if (!/^\S+@\S+\.\S+$/.test(account.email.trim())) problems.email = 'This is not an e-mail address yet.';
  if (account.password.length < SHORTEST_PASSWORD) {
    problems.password = `The password is too short. Use ${SHORTEST_PASSWORD} characters or more.`;
  }
  return problems;
}
