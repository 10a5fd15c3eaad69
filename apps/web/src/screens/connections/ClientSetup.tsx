import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

type Props = {
  workspaceId: string;
  connector: { id: string; name: string };
  isAdmin: boolean;
  /** The words of its button, where a form around it has one as well. */
  deed?: string;
  onDone(): void;
};

/** What has to be done once before anybody can sign in at a provider: register there, and enter here what it gives. */
export function ClientSetup({ workspaceId, connector, isAdmin, deed = t('Save'), onDone }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const known = useQuery(trpc.oauth.client.queryOptions({ workspaceId, connector: connector.id }));
  const [clientId, setId] = useState('');
  const [clientSecret, setSecret] = useState('');
  const save = useMutation(
    trpc.oauth.setClient.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.oauth.pathKey() });
        onDone();
      },
    }),
  );
  const submit = () => {
    if (clientId.trim() === '' || save.isPending) return;
    const secret = clientSecret.trim();
    const client = { clientId: clientId.trim(), ...(secret !== '' && { clientSecret: secret }) };
    save.mutate({ workspaceId, connector: connector.id, ...client });
  };
  const callback = known.data?.callbackUrl ?? '';
  return (
    <section className="client-setup" aria-label={t('Set up signing in at {name}', { name: connector.name })}>
      <p>{whatToDo(connector, isAdmin)}</p>
      <div className="row">
        <code className="grow cut">{callback}</code>
        <Button small onClick={() => void navigator.clipboard.writeText(callback)}>
          {t('Copy address')}
        </Button>
      </div>
      {isAdmin && (
        <>
          <TextField label={t('Client id')} required autoComplete="off" value={clientId} onText={setId} />
          <TextField
            label={t('Client secret')}
            kind="password"
            autoComplete="off"
            hint={t(
              'Sealed when you save. Nobody can read it here again. Leave it empty where the provider gives none.',
            )}
            value={clientSecret}
            onText={setSecret}
          />
          {save.error && <Band tone="danger">{sentenceOf(save.error)}</Band>}
          <p>
            <Button look="primary" busy={save.isPending} disabled={clientId.trim() === ''} onClick={submit}>
              {deed}
            </Button>
          </p>
        </>
      )}
    </section>
  );
}

function whatToDo({ name }: Props['connector'], isAdmin: boolean): string {
  return isAdmin
    ? t(
        'Signing in at {name} has to be set up once. Register an app on its page for developers, with this address to come back to. Then enter the client id and the secret that it gives you.',
        { name },
      )
    : t(
        'Signing in at {name} has to be set up once. Ask an admin of this workspace to register an app on its page for developers, with this address to come back to.',
        { name },
      );
}
