import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { signOut } from '../../api/auth.ts';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { switchWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AuthPage } from './AuthPage.tsx';

/** For whoever is signed in and in no workspace: one of their own, or an invitation to another. */
export function NoWorkspace() {
  const trpc = useTRPC();
  const [name, setName] = useState('');
  const create = useMutation(trpc.workspace.create.mutationOptions({ onSuccess: ({ id }) => switchWorkspace(id) }));
  const leave = async () => {
    await signOut();
    location.assign('/sign-in');
  };
  return (
    <AuthPage
      title={t('You are in no workspace')}
      problem={create.error ? sentenceOf(create.error) : undefined}
      onSubmit={() => name.trim() !== '' && create.mutate({ name: name.trim() })}
      aside={
        <button type="button" className="link-button" onClick={() => void leave()}>
          {t('Sign out')}
        </button>
      }
    >
      <p className="sentence auth-lead">{t('Make one of your own, or ask somebody to invite you to theirs.')}</p>
      <TextField label={t('Name of the workspace')} autoFocus required value={name} maxLength={80} onText={setName} />
      <Button look="primary" wide type="submit" busy={create.isPending} disabled={name.trim() === ''}>
        {t('Make the workspace')}
      </Button>
    </AuthPage>
  );
}
