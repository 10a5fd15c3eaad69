import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectorRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { Band } from '../../ui/Band.tsx';
import { buttonClass } from '../../ui/Button.tsx';
import { Dialog, FormDialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField, TextField } from '../../ui/TextField.tsx';
import { toast } from '../../ui/toastStore.ts';
import { type AccountDraft, authOf, emptyAccount, missingIn } from './accountDraft.ts';
import { SecretFields } from './SecretFields.tsx';
import { offeredWays } from './signInWays.ts';
import { WayField } from './WayField.tsx';

type Props = {
  opened: boolean;
  connectors: readonly ConnectorRow[];
  /** The connector's id, or anything else while none is chosen. */
  chosen: string | undefined;
  onClose: () => void;
};

/** Connects an account of a connector: its way to sign in decides what is asked for. Secrets go in and never come out. */
export function ConnectDialog({ opened, connectors, chosen, onClose }: Props) {
  const own = connectors.filter(({ source, auth }) => source === 'imported' || auth.length > 0);
  if (own.length > 0) return <ConnectForm opened={opened} connectors={own} chosen={chosen} onClose={onClose} />;
  return (
    <Dialog title="Connect an account" opened={opened} onClose={onClose}>
      <EmptyState
        title="Add the API first"
        actions={
          <Link to="/connectors" search={{ add: true }} className={buttonClass({ look: 'primary' })}>
            Add an API
          </Link>
        }
      >
        An account belongs to an API, and none has been added here yet.
      </EmptyState>
    </Dialog>
  );
}

function ConnectForm({ opened, connectors, chosen, onClose }: Props) {
  const form = useConnect(connectors, chosen, onClose);
  const { connector, draft, change } = form;
  const ways = connector ? offeredWays(connector) : [];
  return (
    <FormDialog
      title="Connect an account"
      opened={opened}
      onClose={onClose}
      onSubmit={form.submit}
      submit="Connect"
      busy={form.busy}
    >
      <SelectField
        label="Connector"
        value={connector?.id ?? ''}
        options={connectors.map(({ id, name }) => ({ value: id, label: name }))}
        onText={form.choose}
      />
      <TextField
        label="Name"
        hint="How your team tells it apart, such as “Sales team” or “Test account”."
        required
        data-autofocus
        maxLength={80}
        error={form.missing.name}
        value={draft.name}
        onText={(name) => change({ name })}
      />
      <WayField ways={ways} chosen={draft.way} onChoose={(way) => change({ way })} />
      <SecretFields draft={draft} missing={form.missing} onChange={change} />
      {connector?.baseUrl === null && draft.way.kind !== 'fields' && (
        <Band tone="warning">This API has no address yet. Say where it is before the account is used.</Band>
      )}
      {form.problem && <Band tone="danger">{form.problem}</Band>}
    </FormDialog>
  );
}

function useConnect(connectors: readonly ConnectorRow[], chosen: string | undefined, onClose: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: workspaceId } = useWorkspace();
  const first = connectors.find(({ id }) => id === chosen) ?? connectors[0];
  const [connectorId, setConnectorId] = useState(first?.id);
  const [draft, setDraft] = useState<AccountDraft>(() => emptyAccount(first ? offeredWays(first) : []));
  const [asked, setAsked] = useState(false);
  const connector = connectors.find(({ id }) => id === connectorId);
  const create = useMutation(
    trpc.connection.create.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.connection.pathKey() });
        toast({ text: `“${draft.name.trim()}” is connected.` });
        onClose();
      },
    }),
  );
  const missing = missingIn(draft);
  const submit = () => {
    setAsked(true);
    if (!connector || Object.keys(missing).length > 0) return;
    create.mutate({ workspaceId, connector: connector.id, name: draft.name.trim(), auth: authOf(draft) });
  };
  const choose = (id: string) => {
    setConnectorId(id);
    const next = connectors.find((candidate) => candidate.id === id);
    setDraft({ ...emptyAccount(next ? offeredWays(next) : []), name: draft.name });
  };
  return {
    connector,
    draft,
    choose,
    submit,
    missing: asked ? missing : {},
    busy: create.isPending,
    problem: create.error ? sentenceOf(create.error) : undefined,
    change: (part: Partial<AccountDraft>) => setDraft({ ...draft, ...part }),
  };
}
