import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { toast } from '../../ui/toastStore.ts';

const LONGEST_NAME = 80;

/** What the workspace is called. Owners and admins may change it. */
export function WorkspaceName() {
  const workspace = useWorkspace();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState(workspace.name);
  const mayChange = workspace.role === 'owner' || workspace.role === 'admin';
  const update = useMutation(
    trpc.workspace.update.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.session.get.queryKey() });
        toast({ text: t('The name was changed.') });
      },
      onError: (error) =>
        toast({ tone: 'danger', text: t('The name was not changed. {sentence}', { sentence: sentenceOf(error) }) }),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') update.mutate({ workspaceId: workspace.id, name: name.trim() });
  };
  return (
    <section className="card settings-card" aria-labelledby="workspace-name">
      <h2 id="workspace-name">{t('Workspace')}</h2>
      <form onSubmit={submit} noValidate>
        <TextField
          label={t('Name')}
          value={name}
          maxLength={LONGEST_NAME}
          required
          disabled={!mayChange}
          hint={mayChange ? undefined : t('An owner or admin of the workspace can change it.')}
          error={name.trim() === '' ? t('A workspace needs a name.') : undefined}
          onText={setName}
        />
        {mayChange && (
          <Button type="submit" busy={update.isPending} disabled={name.trim() === '' || name.trim() === workspace.name}>
            {t('Save the name')}
          </Button>
        )}
      </form>
    </section>
  );
}
