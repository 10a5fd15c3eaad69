import { IconPencil } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { t } from '../../texts/t.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { toast } from '../../ui/toastStore.ts';
import { typedText } from '../../ui/typedText.ts';
import { useSession } from '../useEditor.ts';

/** The flow's name, and the way to change it: in place, Enter keeps, Escape leaves. */
export function FlowName({ name, isReadOnly }: { name: string; isReadOnly: boolean }) {
  const { flowId } = useSession();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isEditing, setEditing] = useState(false);
  const rename = useMutation(
    trpc.flow.rename.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.flow.pathFilter()),
      onError: (error) => toast({ text: sentenceOf(error), tone: 'danger' }),
    }),
  );
  const shown = rename.isPending ? (rename.variables?.name ?? name) : name;
  const keep = (text: string) => {
    setEditing(false);
    const next = typedText(text).trim();
    if (next !== '' && next !== name) rename.mutate({ flowId, name: next });
  };
  if (isEditing) {
    return (
      <input
        className="name-field"
        dir="auto"
        aria-label={t('Name of the flow')}
        defaultValue={shown}
        maxLength={120}
        // biome-ignore lint/a11y/noAutofocus: the person just asked to write here
        autoFocus
        onFocus={(event) => event.currentTarget.select()}
        onBlur={(event) => keep(typedText(event.currentTarget.value))}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep(event.currentTarget.value);
          if (event.key === 'Escape') setEditing(false);
        }}
      />
    );
  }
  return (
    <>
      <h1 className="name cut" title={shown} dir="auto">
        {shown}
      </h1>
      {!isReadOnly && (
        <span className="wide">
          <IconButton
            small
            label={t('Rename')}
            icon={<IconPencil size={14} stroke={1.75} aria-hidden />}
            onClick={() => setEditing(true)}
          />
        </span>
      )}
    </>
  );
}
