import { IconAdjustments, IconChevronLeft, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTRPC } from '../../api/trpc.ts';
import type { ConnectorRow } from '../../api/types.ts';
import { useWorkspace } from '../../app/session.ts';
import { T } from '../../texts/T.tsx';
import { t } from '../../texts/t.ts';
import { Band } from '../../ui/Band.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { tileIcon } from '../../ui/tileIcon.ts';
import { AdjustDialog } from './AdjustDialog.tsx';
import { BaseUrlForm } from './BaseUrlForm.tsx';
import { DeleteConnectorDialog } from './DeleteConnectorDialog.tsx';

/** Name, description, address and actions of one connector. */
export function ConnectorHead({ connector }: { connector: ConnectorRow }) {
  const [dialog, setDialog] = useState<'address' | 'adjust' | 'delete'>();
  const { role } = useWorkspace();
  const mayManage = connector.source === 'imported' && (role === 'owner' || role === 'admin');
  const close = () => setDialog(undefined);
  const ask = mayManage ? () => setDialog('address') : undefined;
  return (
    <>
      <Link to="/connectors" className="crumb">
        <IconChevronLeft size={14} stroke={1.75} aria-hidden />
        {t('Gallery')}
      </Link>
      <PageHeader
        title={connector.name}
        before={
          <Tile
            name={connector.name}
            category={connector.category}
            icon={tileIcon({ connector: connector.id })}
            mark={connector.icon}
            size={44}
          />
        }
        actions={
          mayManage && (
            <>
              <Button
                icon={<IconAdjustments size={16} stroke={1.75} aria-hidden />}
                onClick={() => setDialog('adjust')}
              >
                {t('Adjust')}
              </Button>
              <Button
                look="danger"
                icon={<IconTrash size={16} stroke={1.75} aria-hidden />}
                onClick={() => setDialog('delete')}
              >
                {t('Delete')}
              </Button>
            </>
          )
        }
      />
      <About connector={connector} onAddress={ask} />
      {connector.source === 'imported' && connector.baseUrl === null && <NoAddress onAddress={ask} />}
      <Dialog title={t('Where is this API?')} opened={dialog === 'address'} onClose={close}>
        {dialog === 'address' && <AddressForm connector={connector} onDone={close} />}
      </Dialog>
      {dialog === 'adjust' && <AdjustDialog connector={connector} onClose={close} />}
      <DeleteConnectorDialog connector={connector} opened={dialog === 'delete'} onClose={close} />
    </>
  );
}

/** The addresses that the description names are read from it when somebody asks for them. */
function AddressForm({ connector, onDone }: { connector: ConnectorRow; onDone(): void }) {
  const trpc = useTRPC();
  const { id: workspaceId } = useWorkspace();
  const servers = useQuery(trpc.connector.servers.queryOptions({ workspaceId, connector: connector.id }));
  return (
    <BaseUrlForm
      connector={connector.id}
      current={connector.baseUrl ?? ''}
      servers={servers.data ?? []}
      onDone={onDone}
    />
  );
}

function About({ connector, onAddress }: { connector: ConnectorRow; onAddress: (() => void) | undefined }) {
  const { description, source, baseUrl } = connector;
  return (
    <div className="connector-about">
      {description && <p className="sentence muted about-text">{firstSentences(description)}</p>}
      <p className="small dim">
        {source === 'builtin' ? t('Comes with Patchbay.') : t('Your API.')} {baseUrl && <code>{baseUrl}</code>}{' '}
        {baseUrl && onAddress && (
          <button type="button" className="link" onClick={onAddress}>
            {t('Change the address')}
          </button>
        )}
      </p>
    </div>
  );
}

function NoAddress({ onAddress }: { onAddress: (() => void) | undefined }) {
  const action = onAddress && (
    <Button small onClick={onAddress}>
      {t('Say where it is')}
    </Button>
  );
  return (
    <Band tone="warning" action={action}>
      <T
        text="<b>No address yet.</b> The description does not say where this API is, so its steps cannot run."
        b={<b />}
      />
    </Band>
  );
}

// Descriptions can be pages of Markdown; the head shows how they begin.
function firstSentences(text: string): string {
  const plain = text
    .replace(/[#*_`>]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length <= 240 ? plain : `${plain.slice(0, 237)}…`;
}
