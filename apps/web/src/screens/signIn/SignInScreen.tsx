import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { signIn, signInWithCode } from '../../api/auth.ts';
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AuthPage } from './AuthPage.tsx';
import { useEntering } from './useEntering.ts';

/** Signing in with e-mail and password, and a code where one is asked for; afterwards back to where one was. */
export function SignInScreen() {
  const { back } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [asksForCode, setAsksForCode] = useState(false);
  const { enter, busy, problem } = useEntering(back);
  if (asksForCode) return <CodePage back={back} onBack={() => setAsksForCode(false)} />;
  const submit = () =>
    enter(async () => {
      const next = await signIn({ email: email.trim(), password });
      setAsksForCode(next === 'code');
      return next;
    });
  return (
    <AuthPage
      title={t('Sign in')}
      problem={problem}
      onSubmit={submit}
      aside={<T text="No account yet? <a>Make one</a>" a={<Link to="/sign-up" search={{ back }} />} />}
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
      <TextField
        label={t('Password')}
        kind="password"
        name="password"
        autoComplete="current-password"
        required
        value={password}
        onText={setPassword}
      />
      <Button look="primary" wide type="submit" busy={busy}>
        {t('Sign in')}
      </Button>
      <p className="auth-more">
        <Link to="/forgot-password">{t('Forgot your password?')}</Link>
      </p>
    </AuthPage>
  );
}

/** The second question of signing in: the code that the person's app shows now, or one of their recovery codes. */
function CodePage({ back, onBack }: { back: string | undefined; onBack: () => void }) {
  const [kind, setKind] = useState<'app' | 'recovery'>('app');
  const [code, setCode] = useState('');
  const { enter, busy, problem } = useEntering(back);
  const submit = () =>
    enter(async () => {
      await signInWithCode(kind, code);
      return 'in';
    });
  const other = kind === 'app' ? 'recovery' : 'app';
  return (
    <AuthPage
      title={t('Two-factor sign-in')}
      problem={problem}
      onSubmit={submit}
      aside={
        <button type="button" className="link-button" onClick={onBack}>
          {t('Back to e-mail and password')}
        </button>
      }
    >
      <TextField
        key={kind}
        label={kind === 'app' ? t('Code from your app') : t('Recovery code')}
        name="code"
        autoComplete="one-time-code"
        inputMode={kind === 'app' ? 'numeric' : 'text'}
        hint={kind === 'app' ? t('Six digits. A new one comes every 30 seconds.') : t('Each of them works once.')}
        autoFocus
        required
        value={code}
        onText={setCode}
      />
      <Button look="primary" wide type="submit" busy={busy}>
        {t('Sign in')}
      </Button>
      <p className="auth-more">
        <button
          type="button"
          className="link-button"
          onClick={() => {
            setKind(other);
            setCode('');
          }}
        >
          {kind === 'app' ? t('Use a recovery code') : t('Use the code from your app')}
        </button>
      </p>
    </AuthPage>
  );
}
