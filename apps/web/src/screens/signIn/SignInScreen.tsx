import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { signIn } from '../../api/auth.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AuthPage } from './AuthPage.tsx';
import { useEntering } from './useEntering.ts';

/** Signing in with e-mail and password; afterwards back to where one was. */
export function SignInScreen() {
  const { back } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { enter, busy, problem } = useEntering(back);
  return (
    <AuthPage
      title="Sign in"
      problem={problem}
      onSubmit={() => enter(() => signIn({ email: email.trim(), password }))}
      aside={
        <>
          No account yet?{' '}
          <Link to="/sign-up" search={{ back }}>
            Make one
          </Link>
        </>
      }
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
      <TextField
        label="Password"
        kind="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onText={setPassword}
      />
      <Button look="primary" wide type="submit" busy={busy}>
        Sign in
      </Button>
    </AuthPage>
  );
}
