import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Dialog, FormDialog } from '../../ui/Dialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { toast } from '../../ui/toastStore.ts';
import { AccountForm } from './AccountForm.tsx';
import { appsToConnect } from './appsToConnect.ts';
import { ChooseApp } from './ChooseApp.tsx';
import { offeredWays } from './signInWays.ts';
import { useConnectAccount } from './useConnectAccount.ts';

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
  // What was picked here goes before what the page has chosen; an empty text asks again.
  const [picked, setPicked] = useState<string>();
  const own = appsToConnect(connectors);
  const connector = own.find(({ id }) => id === (picked ?? chosen));
  if (connector) {
    return (
      <ConnectForm
        key={connector.id}
        opened={opened}
        connector={connector}
        again={again}
        {...(own.length > 1 && { onOther: () => setPicked('') })}
        onClose={onClose}
      />
    );
  }
  if (own.length > 0) {
    return (
      <Dialog title={t('Connect an account')} opened={opened} onClose={onClose} width={560}>
        <ChooseApp apps={own} onChoose={setPicked} />
      </Dialog>
    );
  }
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

type FormProps = Pick<Props, 'opened' | 'again' | 'onClose'> & {
  connector: ConnectorRow;
  /** Goes back to the list of apps. Absent where there is no other. */
  onOther?: () => void;
};

function ConnectForm({ opened, connector, again, onOther, onClose }: FormProps) {
  const { id: workspaceId, role } = useWorkspace();
  const ways = offeredWays(connector);
  const form = useConnectAccount({
    workspaceId,
    connector: connector.id,
    ways,
    again,
    onDone: ({ name }) => {
      toast({ text: t('“{name}” is connected.', { name }) });
      onClose();
    },
  });
  const { draft, change, missing } = form;
  return (
    <FormDialog
      title={again ? t('Connect “{name}” again', { name: again.name }) : t('Connect an account')}
      opened={opened}
      onClose={onClose}
      onSubmit={() => form.submit()}
      {...(!draft.way.isElsewhere && { submit: t('Connect') })}
      busy={form.isBusy}
    >
      <ChosenApp connector={connector} onOther={again ? undefined : onOther} />
      {again ? (
        <p className="muted again-words">{t('Its flows stay as they are, and the runs that wait for it go on.')}</p>
      ) : (
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
      )}
      <AccountForm
        form={form}
        ways={ways}
        workspaceId={workspaceId}
        connector={connector}
        again={again}
        isAdmin={role === 'owner' || role === 'admin'}
      />
      {connector.baseUrl === null && draft.way.kind !== 'fields' && (
        <Band tone="warning">{t('This API has no address yet. Say where it is before the account is used.')}</Band>
      )}
    </FormDialog>
  );
}

/** Which app the account is of, and the way to another. */
function ChosenApp({ connector, onOther }: { connector: ConnectorRow; onOther: (() => void) | undefined }) {
  const { id, name, category, icon } = connector;
  return (
    <div className="chosen-app">
      <Tile name={name} category={category} icon={tileIcon({ connector: id })} mark={icon} size={36} />
      <b className="grow cut">{name}</b>
      {onOther && (
        <Button small look="quiet" onClick={onOther}>
          {t('Another app')}
        </Button>
      )}
    </div>
  );
}
