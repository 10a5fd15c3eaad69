import { IconPlugConnected, IconRefresh, IconReplace, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ConnectionRow, ConnectorRow } from '../../api/types.ts';
import { useMayEdit, useWorkspace } from '../../app/session.ts';
import { t } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { ConnectDialog } from './ConnectDialog.tsx';
import { DisconnectDialog } from './DisconnectDialog.tsx';
import { ReplaceDialog } from './ReplaceDialog.tsx';
import { useTestAccount } from './useTestAccount.ts';

type Props = {
  connection: ConnectionRow;
  connectors: readonly ConnectorRow[];
  /** The other accounts of its connector. */
  others: readonly ConnectionRow[];
};

/** All that can be done with an account. */
export function AccountActions({ connection, connectors, others }: Props) {
  const [dialog, setDialog] = useState<'again' | 'replace' | 'leave'>();
  const navigate = useNavigate();
  const { id: workspaceId, role } = useWorkspace();
  const mayEdit = useMayEdit();
  const test = useTestAccount();
  const close = () => setDialog(undefined);
  const isKnown = connectors.some(({ id }) => id === connection.connector);
  return (
    <>
      {mayEdit && isKnown && (
        <>
          <Button
            icon={<IconPlugConnected size={16} stroke={1.75} aria-hidden />}
            busy={test.isPending}
            onClick={() => test.mutate({ workspaceId, connectionId: connection.id })}
          >
            {t('Try it')}
          </Button>
          <Button
            look={connection.state === 'broken' ? 'primary' : undefined}
            icon={<IconRefresh size={16} stroke={1.75} aria-hidden />}
            onClick={() => setDialog('again')}
          >
            {t('Connect again')}
          </Button>
          <Button icon={<IconReplace size={16} stroke={1.75} aria-hidden />} onClick={() => setDialog('replace')}>
            {t('Replace in flows')}
          </Button>
        </>
      )}
      {(role === 'owner' || role === 'admin') && (
        <Button
          look="danger"
          icon={<IconTrash size={16} stroke={1.75} aria-hidden />}
          onClick={() => setDialog('leave')}
        >
          {t('Disconnect')}
        </Button>
      )}
      {dialog === 'again' && (
        <ConnectDialog
          opened
          connectors={connectors}
          chosen={connection.connector}
          again={connection}
          onClose={close}
        />
      )}
      {dialog === 'replace' && <ReplaceDialog connection={connection} others={others} onClose={close} />}
      {dialog === 'leave' && (
        <DisconnectDialog connection={connection} onClose={close} onGone={() => navigate({ to: '/connections' })} />
      )}
    </>
  );
}
