import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { SavedValueRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { FormDialog } from '../../ui/Dialog.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';

/** Saves a value under a key, or changes one. What is no JSON is a text. */
export function SavedValueDialog({ saved, onClose }: { saved: SavedValueRow | undefined; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const [key, setKey] = useState(saved?.key ?? '');
  const [text, setText] = useState(() => (saved === undefined ? '' : shownText(saved.value)));
  const [asked, setAsked] = useState(false);
  const save = useMutation(
    trpc.savedValue.set.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.savedValue.pathKey() });
        onClose();
      },
    }),
  );
  const submit = () => {
    setAsked(true);
    if (key !== '') save.mutate({ workspaceId, key, value: readValue(text) });
  };
  return (
    <FormDialog
      title={saved === undefined ? t('Save a value') : t('Change “{words}”', { words: saved.key })}
      opened
      onClose={onClose}
      onSubmit={submit}
      submit={t('Save')}
      busy={save.isPending}
    >
      {saved === undefined && (
        <TextField
          label={t('Key')}
          hint={t('Flows read the value by it.')}
          value={key}
          maxLength={200}
          required
          data-autofocus
          error={asked && key === '' ? t('A value needs a key.') : undefined}
          onText={setKey}
        />
      )}
      <TextArea
        label={t('Value')}
        hint={t('A number, a text, or JSON.')}
        mono
        rows={6}
        value={text}
        onText={setText}
        {...(saved !== undefined && { 'data-autofocus': true })}
      />
      {save.error && <Band tone="danger">{sentenceOf(save.error)}</Band>}
    </FormDialog>
  );
}

/** A text that would be read as something else keeps its quotes. */
function shownText(value: unknown): string {
  if (typeof value === 'string' && readValue(value) === value) return value;
  return JSON.stringify(value, null, 2) ?? '';
}

function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
