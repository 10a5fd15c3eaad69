import { IconDots, IconDownload, IconPencil, IconTable, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TableRow } from '../../api/types.ts';
import { useMayEdit } from '../../app/session.ts';
import { t, tn } from '../../texts/t.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuDivider, MenuItem } from '../../ui/Menu.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Table } from '../../ui/Table.tsx';
import { DeleteTableDialog } from './DeleteTableDialog.tsx';
import { RenameTableDialog } from './RenameTableDialog.tsx';
import { useExportTable } from './useTables.ts';

const heads = [
  t('Table'),
  { text: t('Rows'), className: 'end' },
  t('Used by'),
  { text: t('Changed'), className: 'wide-only' },
  { text: t('More'), hidden: true },
];

/** The tables, a line each. */
export function TableList({ tables }: { tables: readonly TableRow[] }) {
  return (
    <Table label={t('Tables')} heads={heads}>
      {tables.map((table) => (
        <tr data-link key={table.id}>
          <td className="fill">
            <div className="row">
              <IconTable size={20} stroke={1.6} aria-hidden />
              <div className="grow">
                <div className="t1 cut">
                  <Link
                    to="/tables/$tableId"
                    params={{ tableId: table.id }}
                    className="row-link"
                    title={table.name}
                    dir="auto"
                  >
                    {table.name}
                  </Link>
                </div>
                <div className="t2 cut">{tn(table.columnCount, '1 column', '{count} columns')}</div>
              </div>
            </div>
          </td>
          <td className="end">
            {table.rowCount.toLocaleString('en')}
            <span className="phone-words"> {tn(table.rowCount, 'row', 'rows')}</span>
          </td>
          <td className="t2">{usedByText(table)}</td>
          <td className="t2 wide-only">
            <RelativeTime at={table.updatedAt} />
          </td>
          <td className="push end">
            <TableMenu table={table} />
          </td>
        </tr>
      ))}
    </Table>
  );
}

function usedByText({ usedBy }: TableRow): string {
  const [first] = usedBy;
  if (first === undefined) return t('no flow yet');
  return usedBy.length === 1 ? first.name : t('{count} flows', { count: usedBy.length });
}

function TableMenu({ table }: { table: TableRow }) {
  const [dialog, setDialog] = useState<'rename' | 'delete'>();
  const mayEdit = useMayEdit();
  const save = useExportTable();
  const close = () => setDialog(undefined);
  return (
    <>
      <Menu
        trigger={
          <IconButton
            small
            label={t('More for {name}', { name: table.name })}
            icon={<IconDots size={16} stroke={2} aria-hidden />}
          />
        }
      >
        <MenuItem icon={<IconDownload size={16} stroke={1.75} aria-hidden />} onSelect={() => save.mutate(table.id)}>
          {t('Export as CSV')}
        </MenuItem>
        {mayEdit && (
          <>
            <MenuItem icon={<IconPencil size={16} stroke={1.75} aria-hidden />} onSelect={() => setDialog('rename')}>
              {t('Rename')}
            </MenuItem>
            <MenuDivider />
            <MenuItem
              danger
              icon={<IconTrash size={16} stroke={1.75} aria-hidden />}
              onSelect={() => setDialog('delete')}
            >
              {t('Delete')}
            </MenuItem>
          </>
        )}
      </Menu>
      {dialog === 'rename' && <RenameTableDialog table={table} onClose={close} />}
      {dialog === 'delete' && <DeleteTableDialog table={table} onClose={close} />}
    </>
  );
}
