import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { Answers } from '../../api/types.ts';
import { Loaded } from '../../app/Loaded.tsx';
import { useWorkspace } from '../../app/session.ts';
import { Button } from '../../ui/Button.tsx';
import { Confirm } from '../../ui/Dialog.tsx';
import { SkeletonRows } from '../../ui/Skeleton.tsx';
import { SelectField } from '../../ui/TextField.tsx';
import { toast } from '../../ui/toastStore.ts';
import { ClientSetup } from '../connections/ClientSetup.tsx';
import '../connections/connections.css';
import { t } from '../../texts/t.ts';

type ClientLine = Answers['oauth']['clients']['clients'][number];

/** Under which client id people sign in at providers: of the whole instance, or this workspace's own. */
export function OAuthClients() {
  const trpc = useTRPC();
  const { id: workspaceId, role } = useWorkspace();
  const isAdmin = role === 'owner' || role === 'admin';
  const mayLook = role !== 'viewer';
  const known = useQuery(trpc.oauth.clients.queryOptions({ workspaceId }, { enabled: mayLook }));
  if (!mayLook) return null;
  return (
    <section className="card settings-card" aria-labelledby="oauth-clients">
      <h2 id="oauth-clients">{t('Signing in at providers')}</h2>
      <p className="muted">
        {t(
          'Accounts that are signed in to at their provider need a client id there. Whoever runs Patchbay can set one for all workspaces; one that is entered here comes first.',
        )}
      </p>
      <Loaded query={known} failed={t('The client ids could not be loaded.')} loading={<SkeletonRows rows={2} />}>
        {({ clients }) => (
          <>
            <ul className="oauth-clients">
              {clients
                .filter(({ client }) => client !== null)
                .map((line) => (
                  <Client key={line.connector} line={line} isAdmin={isAdmin} />
                ))}
            </ul>
            {isAdmin && <AddClient lines={clients.filter(({ client }) => client === null)} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Client({ line, isAdmin }: { line: ClientLine; isAdmin: boolean }) {
  const { id: workspaceId } = useWorkspace();
  const [open, setOpen] = useState<'change' | 'remove'>();
  const { connector, name, client } = line;
  const isOwn = client?.from === 'workspace';
  return (
    <li>
      <div className="row">
        <span className="grow">
          <b>{name}</b>
          <br />
          <span className="small dim">
            <code>{client?.clientId}</code> {isOwn ? t('of this workspace') : t('of the whole instance')}
          </span>
        </span>
        {isAdmin && (
          <Button
            small
            aria-label={t('{value} for {name}', { value: isOwn ? t('Change') : t('Use another'), name })}
            onClick={() => setOpen(open === 'change' ? undefined : 'change')}
          >
            {isOwn ? t('Change') : t('Use another')}
          </Button>
        )}
        {isAdmin && isOwn && (
          <Button
            small
            look="danger"
            aria-label={t('Remove that of {name}', { name })}
            onClick={() => setOpen('remove')}
          >
            {t('Remove')}
          </Button>
        )}
      </div>
      {open === 'change' && (
        <ClientSetup
          workspaceId={workspaceId}
          connector={{ id: connector, name }}
          isAdmin
          onDone={() => setOpen(undefined)}
        />
      )}
      {open === 'remove' && <RemoveClient line={line} onClose={() => setOpen(undefined)} />}
    </li>
  );
}

function RemoveClient({ line: { connector, name }, onClose }: { line: ClientLine; onClose(): void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const remove = useMutation(
    trpc.oauth.removeClient.mutationOptions({
      onSuccess: async () => {
        onClose();
        await queries.invalidateQueries({ queryKey: trpc.oauth.pathKey() });
      },
      onError: (error) => toast({ tone: 'danger', text: sentenceOf(error) }),
    }),
  );
  return (
    <Confirm
      title={t('Remove the client id of {name}?', { name })}
      opened
      onClose={onClose}
      onConfirm={() => remove.mutate({ workspaceId, connector })}
      confirm={t('Remove')}
      busy={remove.isPending}
    >
      <p>
        {t(
          'Nobody can sign in at {name} with it any more, and accounts that were signed in with it work only until they have to be renewed.',
          { name },
        )}
      </p>
    </Confirm>
  );
}

function AddClient({ lines }: { lines: readonly ClientLine[] }) {
  const { id: workspaceId } = useWorkspace();
  const [chosen, setChosen] = useState('');
  const line = lines.find(({ connector }) => connector === chosen);
  if (lines.length === 0) return null;
  return (
    <>
      <SelectField
        label={t('Set up another provider')}
        value={chosen}
        options={[
          { value: '', label: t('Choose one') },
          ...lines.map(({ connector, name }) => ({ value: connector, label: name })),
        ]}
        onText={setChosen}
      />
      {line && (
        <ClientSetup
          key={line.connector}
          workspaceId={workspaceId}
          connector={{ id: line.connector, name: line.name }}
          isAdmin
          onDone={() => setChosen('')}
        />
      )}
    </>
  );
}
