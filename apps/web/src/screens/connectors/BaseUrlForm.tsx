import type { Server } from '@patchbay/connector';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { toast } from '../../ui/toastStore.ts';
import { linkProblem } from './linkProblem.ts';
import { ServerChoice } from './ServerChoice.tsx';

const NONE: readonly Server[] = [];

/** Says where an imported API is reached, when its description does not or names the wrong place. */
export function BaseUrlForm({
  connector,
  current = '',
  servers = NONE,
  why,
  onDone,
}: {
  connector: string;
  current?: string;
  /** The addresses that the description names. */
  servers?: readonly Server[];
  why?: string;
  onDone?: () => void;
}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const [baseUrl, setBaseUrl] = useState(current);
  const [problem, setProblem] = useState<string>();
  const save = useMutation(
    trpc.connector.setBaseUrl.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.connector.pathKey() });
        toast({ text: t('The address was saved.') });
        onDone?.();
      },
      onError: (error) => setProblem(sentenceOf(error)),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React hands events of a dialog to the form its code stands in, as well.
    event.stopPropagation();
    const wrong = linkProblem(baseUrl);
    setProblem(wrong);
    if (!wrong) save.mutate({ workspaceId, connector, baseUrl: baseUrl.trim() });
  };
  return (
    <form className="base-url" onSubmit={submit} noValidate>
      {servers.length > 0 && <ServerChoice servers={servers} onAddress={setBaseUrl} />}
      <TextField
        label={t('Address of the API')}
        kind="url"
        placeholder="https://api.example.com/v1"
        hint={why}
        error={problem}
        value={baseUrl}
        onText={(text) => {
          setBaseUrl(text);
          setProblem(undefined);
        }}
      />
      <Button type="submit" busy={save.isPending}>
        {t('Save the address')}
      </Button>
    </form>
  );
}
