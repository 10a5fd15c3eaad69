import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { buttonClass } from '../../ui/Button.tsx';
import { Dialog, FormDialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SelectField, TextField } from '../../ui/TextField.tsx';
import { toast } from '../../ui/toastStore.ts';
import { AccountForm } from './AccountForm.tsx';
import { offeredWays } from './signInWays.ts';
import { type ConnectingAccount, useConnectAccount } from './useConnectAccount.ts';

type Props = {
  opened: boolean;
  connectors: readonly ConnectorRow[];
  /** The connector's id, or anything else while none is chosen. */
  chosen: string | undefined;
  /** The account that is connected again; absent for a new one. */
  again?: ConnectionRow | undefined;
  onClose: () => void;
};

/** Connects an account of a connector: its way to sign in decides what is asked for. Secrets go in and never come out. */
export function ConnectDialog({ opened, connectors, chosen, again, onClose }: Props) {
  const own = connectors.filter(({ source, auth }) => source === 'imported' || auth.length > 0);
  if (own.length > 0)
    return <ConnectForm opened={opened} connectors={own} chosen={chosen} again={again} onClose={onClose} />;
  return (
    <Dialog title={t('Connect an account')} opened={opened} onClose={onClose}>
      <EmptyState
        title={t('Add the API first')}
        actions={
          <Link to="/connectors" search={{ add: true }} className={buttonClass({ look: 'primary' })}>
            {t('Add an API')}
          </Link>
        }
      >
        {t('An account belongs to an API, and none has been added here yet.')}
      </EmptyState>
    </Dialog>
  );
}

function ConnectForm({ opened, connectors, chosen, again, onClose }: Props) {
  const { id: workspaceId, role } = useWorkspace();
  const [connectorId, setConnectorId] = useState(
    () => (connectors.find(({ id }) => id === chosen) ?? connectors[0])?.id,
  );
  const connector = connectors.find(({ id }) => id === connectorId);
  const ways = connector ? offeredWays(connector) : [];
  const form = useConnectAccount({
    workspaceId,
    connector: connectorId,
    ways,
    again,
    onDone: ({ name }) => {
      toast({ text: t('“{name}” is connected.', { name }) });
      onClose();
    },
  });
  const { draft } = form;
  const choose = (id: string) => {
    setConnectorId(id);
    const next = connectors.find((candidate) => candidate.id === id);
    form.restart(next ? offeredWays(next) : []);
  };
  return (
    <FormDialog
      title={again ? t('Connect “{name}” again', { name: again.name }) : t('Connect an account')}
      opened={opened}
      onClose={onClose}
      onSubmit={() => form.submit()}
      {...(!draft.way.isElsewhere && { submit: t('Connect') })}
      busy={form.isBusy}
    >
      {again ? (
        <p className="muted">{t('Its flows stay as they are, and the runs that wait for it go on.')}</p>
      ) : (
        <NewFields form={form} connectors={connectors} chosen={connector?.id} onChoose={choose} />
      )}
      <AccountForm
        form={form}
        ways={ways}
        workspaceId={workspaceId}
        connector={connector}
        again={again}
        isAdmin={role === 'owner' || role === 'admin'}
      />
      {connector?.baseUrl === null && draft.way.kind !== 'fields' && (
        <Band tone="warning">{t('This API has no address yet. Say where it is before the account is used.')}</Band>
      )}
    </FormDialog>
  );
}

type NewFieldsProps = {
  form: ConnectingAccount;
  connectors: readonly ConnectorRow[];
  chosen: string | undefined;
  onChoose(id: string): void;
};

/** Which connector a new account is of, and how the team calls it. */
function NewFields({ form: { draft, change, missing }, connectors, chosen, onChoose }: NewFieldsProps) {
  return (
    <>
      <SelectField
        label={t('Connector')}
        value={chosen ?? ''}
        options={connectors.map(({ id, name }) => ({ value: id, label: name }))}
        onText={onChoose}
      />
      <TextField
        label={t('Name')}
        hint={t('How your team tells it apart, such as “Sales team” or “Test account”.')}
        required={!draft.way.isElsewhere}
        data-autofocus
        maxLength={80}
        error={missing.name}
        value={draft.name}
        onText={(name) => change({ name })}
      />
    </>
  );
}
