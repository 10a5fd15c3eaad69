import { IconLock } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { sentenceOf } from '../../../api/failure.ts';
import { useTRPC } from '../../../api/trpc.ts';
import { t } from '../../../texts/t.ts';
import { Band } from '../../../ui/Band.tsx';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { setConnection } from '../../commands/setConnection.ts';
import { useSession } from '../../useEditor.ts';
import type { FoundSecret } from '../curl/foundSecret.ts';
import { useStepContext } from '../stepContext.ts';
import { webAccount } from './webAccount.ts';

type KeepSecretProps = {
  url: string;
  secrets: readonly FoundSecret[];
  /** Absent where it is in the flow already. */
  onInFlow?: () => void;
  onKept(): void;
};

/** A secret was found in a command: it is kept as a connected account, unless the person wants it in the flow. */
export function KeepSecret({ url, secrets, onInFlow, onKept }: KeepSecretProps) {
  const [secret] = secrets;
  const host = URL.parse(url)?.host ?? '';
  const { editor, workspaceId } = useSession();
  const { step } = useStepContext();
  const [name, setName] = useState(host);
  const trpc = useTRPC();
  const queries = useQueryClient();
  const keep = useMutation(
    trpc.connection.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await queries.invalidateQueries({ queryKey: trpc.connection.pathKey() });
        editor.execute(setConnection({ step: step.id, connection: id }));
        onKept();
      },
    }),
  );
  if (secret === undefined) return null;
  const canKeep = secrets.length === 1;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '' && !keep.isPending)
      keep.mutate({ workspaceId, name: name.trim(), ...webAccount(secret, url) });
  };
  return (
    <form className="keep-secret" aria-label={t('Keep the secret')} onSubmit={submit} noValidate>
      <p className="row">
        <IconLock size={16} stroke={1.75} aria-hidden />
        <span>
          <b>{wordsFor(secrets, onInFlow === undefined)}</b> {whyKeep(host, onInFlow === undefined)}
        </span>
      </p>
      {canKeep && (
        <TextField
          label={t('Name of the account')}
          maxLength={80}
          required
          value={name}
          onText={setName}
          error={name.trim() === '' ? t('Give it a name your team will know.') : undefined}
        />
      )}
      {keep.error && <Band tone="danger">{sentenceOf(keep.error)}</Band>}
      <div className="row">
        {canKeep && (
          <Button small look="primary" type="submit" busy={keep.isPending}>
            {t('Keep it as an account')}
          </Button>
        )}
        {onInFlow && (
          <Button small look="quiet" onClick={onInFlow}>
            {t('Put it into the flow')}
          </Button>
        )}
      </div>
    </form>
  );
}

function wordsFor(secrets: readonly FoundSecret[], isTyped: boolean): string {
  const whose = isTyped ? t('This step') : t('The command');
  if (secrets.length > 1) return t('{whose} has several secrets in it.', { whose });
  const [secret] = secrets;
  switch (secret?.kind) {
    case 'bearer':
      return t('{whose} has a token in it.', { whose });
    case 'basic':
      return t('{whose} has a user name and a password in it.', { whose });
    default:
      return t('{whose} has a key in it, in “{name}”.', { whose, name: secret?.name });
  }
}

function whyKeep(host: string, isTyped: boolean): string {
  const now = isTyped ? t('Everybody who sees the flow can read it.') : t('It is not in the flow yet.');
  const then = t('Kept as a connected account it is sealed, goes to {host} only, and nobody reads it in the flow.', {
    host,
  });
  return `${now} ${then}`;
}
