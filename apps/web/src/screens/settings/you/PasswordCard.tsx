import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { changePassword } from '../../../api/account.ts';
import { useTRPC } from '../../../api/trpc.ts';
import { t } from '../../../texts/t.ts';
import { Band } from '../../../ui/Band.tsx';
import { Button } from '../../../ui/Button.tsx';
import { focusFirstInvalid } from '../../../ui/focusFirstInvalid.ts';
import { TextField } from '../../../ui/TextField.tsx';
import { toast } from '../../../ui/toastStore.ts';
import { passwordProblem } from '../../signIn/passwordProblem.ts';
import { useAttempt } from './useAttempt.ts';

const nothing = { currentPassword: '', newPassword: '' };

/** Changing the password, which asks for the one from before and signs out everywhere else. */
export function PasswordCard() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(nothing);
  const [asked, setAsked] = useState(false);
  const { run, busy, problem } = useAttempt();
  const wrong = asked ? passwordProblem(typed.newPassword) : undefined;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setAsked(true);
    focusFirstInvalid(event.currentTarget);
    if (passwordProblem(typed.newPassword)) return;
    run(async () => {
      await changePassword(typed);
      setTyped(nothing);
      setAsked(false);
      toast({ text: t('The password was changed. You are signed out everywhere else.') });
      await queries.invalidateQueries({ queryKey: trpc.session.list.queryKey() });
    });
  };
  return (
    <section className="card settings-card" aria-labelledby="password">
      <h2 id="password">{t('Password')}</h2>
      <form onSubmit={submit} noValidate>
        {problem && <Band tone="danger">{problem}</Band>}
        <TextField
          label={t('Current password')}
          kind="password"
          autoComplete="current-password"
          required
          value={typed.currentPassword}
          onText={(currentPassword) => setTyped({ ...typed, currentPassword })}
        />
        <TextField
          label={t('New password')}
          kind="password"
          autoComplete="new-password"
          required
          hint={wrong ? undefined : t('8 characters or more. It signs you out everywhere else.')}
          error={wrong}
          value={typed.newPassword}
          onText={(newPassword) => setTyped({ ...typed, newPassword })}
        />
        <Button type="submit" busy={busy} disabled={typed.currentPassword === '' || typed.newPassword === ''}>
          {t('Change the password')}
        </Button>
      </form>
    </section>
  );
}
