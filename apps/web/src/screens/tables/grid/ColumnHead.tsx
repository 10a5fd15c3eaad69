import {
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconFilter,
  IconPencil,
  IconSortAscending,
  IconSortDescending,
  IconTrash,
} from '@tabler/icons-react';
import type { TableColumn } from '../../../api/types.ts';
import { t } from '../../../texts/t.ts';
import { Menu, MenuDivider, MenuItem } from '../../../ui/Menu.tsx';
import { columnTypes } from '../columnTypes.ts';

type Props = {
  column: TableColumn;
  mayEdit: boolean;
  /** The only column there is, which stays. */
  isLast: boolean;
  sorted: 'ascending' | 'descending' | undefined;
  onSort: (by: string | undefined, order: 'descending' | undefined) => void;
  onFilter: () => void;
  onChange: () => void;
  onRemove: () => void;
};

/** The name of a column, with a menu of what can be done by it. */
export function ColumnHead({ column, mayEdit, isLast, sorted, onSort, onFilter, onChange, onRemove }: Props) {
  const { id, name, type } = column;
  const { icon: Icon, label } = columnTypes[type];
  const Arrow = sorted === 'descending' ? IconArrowDown : IconArrowUp;
  return (
    <th scope="col" aria-sort={sorted} className="grid-head" data-type={type}>
      <Menu
        align="start"
        trigger={
          <button type="button" className="grid-name" title={`${name} (${label})`}>
            <Icon size={14} stroke={1.75} aria-hidden />
            <span className="cut" dir="auto" title={name}>
              {name}
            </span>
            {sorted && <Arrow size={13} stroke={2} aria-hidden />}
            <IconChevronDown size={13} stroke={1.75} aria-hidden className="grid-more" />
          </button>
        }
      >
        <MenuItem
          icon={<IconSortAscending size={16} stroke={1.75} aria-hidden />}
          onSelect={() => onSort(id, undefined)}
        >
          {t('Smallest or A first')}
        </MenuItem>
        <MenuItem
          icon={<IconSortDescending size={16} stroke={1.75} aria-hidden />}
          onSelect={() => onSort(id, 'descending')}
        >
          {t('Largest or Z first')}
        </MenuItem>
        {sorted && (
          <MenuItem icon={<span className="no-icon" />} onSelect={() => onSort(undefined, undefined)}>
            {t('As they were added')}
          </MenuItem>
        )}
        <MenuItem icon={<IconFilter size={16} stroke={1.75} aria-hidden />} onSelect={onFilter}>
          {t('Only rows with something in it')}
        </MenuItem>
        {mayEdit && (
          <>
            <MenuDivider />
            <MenuItem icon={<IconPencil size={16} stroke={1.75} aria-hidden />} onSelect={onChange}>
              {t('Rename or change')}
            </MenuItem>
            <MenuItem
              danger
              disabled={isLast}
              icon={<IconTrash size={16} stroke={1.75} aria-hidden />}
              onSelect={onRemove}
            >
              {t('Delete the column')}
            </MenuItem>
          </>
        )}
      </Menu>
    </th>
  );
}
