import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { switchWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { toast } from '../../ui/toastStore.ts';

/** One more workspace of one's own: its flows, accounts and people are apart from all others. */
export function NewWorkspace() {
  const trpc = useTRPC();
  const [name, setName] = useState('');
  const create = useMutation(
    trpc.workspace.create.mutationOptions({
      onSuccess: ({ id }) => switchWorkspace(id),
      onError: (error) =>
        toast({ tone: 'danger', text: t('The workspace was not made. {sentence}', { sentence: sentenceOf(error) }) }),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') create.mutate({ name: name.trim() });
  };
  return (
    <section className="card settings-card" aria-labelledby="new-workspace">
      <h2 id="new-workspace">{t('Another workspace')}</h2>
      <form onSubmit={submit} noValidate>
        <TextField
          label={t('Name of the new workspace')}
          value={name}
          maxLength={80}
          hint={t(
            'Its flows, accounts and people are apart from those here. You switch between them in the menu with your name.',
          )}
          onText={setName}
        />
        <Button type="submit" busy={create.isPending} disabled={name.trim() === ''}>
          {t('Make the workspace')}
        </Button>
      </form>
    </section>
  );
}
