import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { choosePassword } from '../../api/account.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AuthPage } from './AuthPage.tsx';
import { passwordProblem, SHORTEST_PASSWORD } from './passwordProblem.ts';

/** Choosing another password, with the link of a mail or of an admin. */
export function NewPasswordScreen() {
  const { token } = useSearch({ from: '/new-password' });
  const [password, setPassword] = useState('');
  const [state, setState] = useState<{ asked?: boolean; busy?: boolean; isDone?: boolean; problem?: string }>({});
  const wrong = state.asked ? passwordProblem(password) : undefined;
  const send = async () => {
    if (state.busy || state.isDone) return;
    if (passwordProblem(password)) return setState({ asked: true });
    setState({ busy: true });
    try {
      await choosePassword(token ?? '', password);
      setState({ isDone: true });
    } catch (error) {
      setState({ problem: error instanceof Error ? error.message : t('This did not work. Try again.') });
    }
  };
  return (
    <AuthPage
      title={t('Choose another password')}
      problem={token === undefined ? t('Part of the link is missing. Open it once more.') : state.problem}
      onSubmit={() => void send()}
      aside={<Link to="/sign-in">{state.isDone ? t('Sign in') : t('Back to signing in')}</Link>}
    >
      {state.isDone ? (
        <div role="status">
          <Band tone="success">
            {t('The password was changed. You are signed out everywhere; sign in with the new one.')}
          </Band>
        </div>
      ) : (
        <>
          <TextField
            label={t('New password')}
            kind="password"
            name="password"
            autoComplete="new-password"
            autoFocus
            required
            hint={wrong ? undefined : t('{SHORTEST_PASSWORD} characters or more.', { SHORTEST_PASSWORD })}
            error={wrong}
            value={password}
            onText={setPassword}
          />
          <Button look="primary" wide type="submit" busy={state.busy} disabled={token === undefined}>
            {t('Save the password')}
          </Button>
        </>
      )}
    </AuthPage>
  );
}
