import {
  IconCopy,
  IconDots,
  IconDownload,
  IconHistory,
  IconPencil,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { FlowRow } from '../../api/types.ts';
import { t } from '../../texts/t.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuDivider, MenuItem } from '../../ui/Menu.tsx';
import { toast } from '../../ui/toastStore.ts';
import { DeleteFlowDialog } from './DeleteFlowDialog.tsx';
import { RenameFlowDialog } from './RenameFlowDialog.tsx';
import { useDuplicateFlow, useExportFlow } from './useFlowActions.ts';

/** Whether a person can start its live version: the form says so again where the draft has changed. */
function isRunByHand({ liveVersion, chain }: FlowRow): boolean {
  return (
    liveVersion !== null && chain.some(({ connector, operation }) => connector === 'core' && operation === 'manual')
  );
}

/** What else can be done to a flow in the list. */
export function FlowMenu({ flow, mayEdit }: { flow: FlowRow; mayEdit: boolean }) {
  const [dialog, setDialog] = useState<'rename' | 'delete'>();
  const navigate = useNavigate();
  const exportFlow = useExportFlow();
  const duplicate = useDuplicateFlow();
  const copy = () =>
    duplicate.mutate(
      { flowId: flow.id },
      {
        onSuccess: ({ id }) =>
          toast({
            text: t('“{name}” was copied. The copy is a draft.', { name: flow.name }),
            action: { label: t('Open'), onSelect: () => navigate({ to: '/flows/$flowId', params: { flowId: id } }) },
          }),
      },
    );
  const close = () => setDialog(undefined);
  return (
    <>
      <Menu
        trigger={
          <IconButton
            small
            label={t('More for {name}', { name: flow.name })}
            icon={<IconDots size={16} stroke={2} aria-hidden />}
          />
        }
      >
        {mayEdit && isRunByHand(flow) && (
          <MenuItem
            icon={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
            onSelect={() => navigate({ to: '/flows/$flowId/run', params: { flowId: flow.id } })}
          >
            {t('Run')}
          </MenuItem>
        )}
        <MenuItem
          icon={<IconHistory size={16} stroke={1.75} aria-hidden />}
          onSelect={() => navigate({ to: '/flows/$flowId/runs', params: { flowId: flow.id } })}
        >
          {t('Runs')}
        </MenuItem>
        <MenuItem icon={<IconDownload size={16} stroke={1.75} aria-hidden />} onSelect={() => exportFlow(flow)}>
          {t('Export as a file')}
        </MenuItem>
        {mayEdit && <Changes onRename={() => setDialog('rename')} onCopy={copy} onDelete={() => setDialog('delete')} />}
      </Menu>
      {dialog === 'rename' && <RenameFlowDialog flow={flow} onClose={close} />}
      {dialog === 'delete' && <DeleteFlowDialog flow={flow} onClose={close} />}
    </>
  );
}

function Changes({ onRename, onCopy, onDelete }: { onRename(): void; onCopy(): void; onDelete(): void }) {
  return (
    <>
      <MenuItem icon={<IconPencil size={16} stroke={1.75} aria-hidden />} onSelect={onRename}>
        {t('Rename')}
      </MenuItem>
      <MenuItem icon={<IconCopy size={16} stroke={1.75} aria-hidden />} onSelect={onCopy}>
        {t('Duplicate')}
      </MenuItem>
      <MenuDivider />
      <MenuItem danger icon={<IconTrash size={16} stroke={1.75} aria-hidden />} onSelect={onDelete}>
        {t('Delete')}
      </MenuItem>
    </>
  );
}
