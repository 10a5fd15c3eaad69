import {
  IconChevronLeft,
  IconDots,
  IconDownload,
  IconFileImport,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { TableDetail } from '../../api/types.ts';
import { useMayEdit } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuDivider, MenuItem } from '../../ui/Menu.tsx';
import { PageHeader } from '../../ui/PageHeader.tsx';
import { DeleteTableDialog } from './DeleteTableDialog.tsx';
import { ImportDialog } from './ImportDialog.tsx';
import { RenameTableDialog } from './RenameTableDialog.tsx';
import { RowDialog } from './RowDialog.tsx';
import { useExportTable } from './useTables.ts';

/** Name and deeds of one table. */
export function TableHead({ table }: { table: TableDetail }) {
  const [dialog, setDialog] = useState<'row' | 'rename' | 'delete' | 'import'>();
  const mayEdit = useMayEdit();
  const navigate = useNavigate();
  const close = () => setDialog(undefined);
  return (
    <>
      <Link to="/tables" className="crumb">
        <IconChevronLeft size={14} stroke={1.75} aria-hidden />
        {t('Tables')}
      </Link>
      <PageHeader
        title={table.name}
        lead={leadText(table)}
        actions={
          <>
            <TableDeeds table={table} mayEdit={mayEdit} onDialog={setDialog} />
            {mayEdit && (
              <Button
                look="primary"
                icon={<IconPlus size={16} stroke={2} aria-hidden />}
                onClick={() => setDialog('row')}
              >
                {t('Add a row')}
              </Button>
            )}
          </>
        }
      />
      {dialog === 'row' && <RowDialog table={table} onClose={close} />}
      {dialog === 'rename' && <RenameTableDialog table={table} onClose={close} />}
      {dialog === 'import' && <ImportDialog table={table} onClose={close} />}
      {dialog === 'delete' && (
        <DeleteTableDialog table={table} onClose={close} onDeleted={() => void navigate({ to: '/tables' })} />
      )}
    </>
  );
}

type DeedsProps = {
  table: TableDetail;
  mayEdit: boolean;
  onDialog: (dialog: 'rename' | 'delete' | 'import') => void;
};

function TableDeeds({ table, mayEdit, onDialog }: DeedsProps) {
  const save = useExportTable();
  return (
    <Menu
      trigger={
        <IconButton
          look="default"
          label={t('More for this table')}
          icon={<IconDots size={16} stroke={2} aria-hidden />}
        />
      }
    >
      <MenuItem icon={<IconDownload size={16} stroke={1.75} aria-hidden />} onSelect={() => save.mutate(table.id)}>
        {t('Export as CSV')}
      </MenuItem>
      {mayEdit && (
        <>
          <MenuItem icon={<IconFileImport size={16} stroke={1.75} aria-hidden />} onSelect={() => onDialog('import')}>
            {t('Add rows from a CSV file')}
          </MenuItem>
          <MenuItem icon={<IconPencil size={16} stroke={1.75} aria-hidden />} onSelect={() => onDialog('rename')}>
            {t('Rename')}
          </MenuItem>
          <MenuDivider />
          <MenuItem danger icon={<IconTrash size={16} stroke={1.75} aria-hidden />} onSelect={() => onDialog('delete')}>
            {t('Delete')}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

function leadText({ rowCount, usedBy }: TableDetail): string {
  const rows = tn(rowCount, '1 row', '{count} rows');
  const [first] = usedBy;
  if (first === undefined) return t('{rows}, used by no flow yet', { rows });
  return t('{rows}, used by {value}', {
    rows,
    value: usedBy.length === 1 ? first.name : t('{count} flows', { count: usedBy.length }),
  });
}
