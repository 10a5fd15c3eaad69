import { IconPlus } from '@tabler/icons-react';
import type { TableColumn } from '../../../api/types.ts';
import { t } from '../../../texts/t.ts';
import { Button } from '../../../ui/Button.tsx';
import { ColumnHead } from './ColumnHead.tsx';
import type { ColumnDeed } from './Grid.tsx';

/** What the rows are sorted by: a column's id. */
export type Sort = { by: string | undefined; order: 'descending' | undefined };

type Props = {
  columns: readonly TableColumn[];
  mayEdit: boolean;
  sort: Sort;
  isAllChosen: boolean;
  onChooseAll: (all: boolean) => void;
  onSort: (by: string | undefined, order: 'descending' | undefined) => void;
  onFilter: (columnId: string) => void;
  onDeed: (deed: ColumnDeed) => void;
};

/** The names of the columns, which stay in sight. */
export function GridHead({ columns, mayEdit, sort, isAllChosen, onChooseAll, onSort, onFilter, onDeed }: Props) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className="grid-choose">
          {mayEdit ? (
            <input
              type="checkbox"
              aria-label={t('Choose all rows that are loaded')}
              checked={isAllChosen}
              onChange={(event) => onChooseAll(event.currentTarget.checked)}
            />
          ) : (
            <span className="sr-only">{t('Row')}</span>
          )}
        </th>
        {columns.map((column) => (
          <ColumnHead
            key={column.id}
            column={column}
            mayEdit={mayEdit}
            isLast={columns.length === 1}
            sorted={sort.by === column.id ? (sort.order ?? 'ascending') : undefined}
            onSort={onSort}
            onFilter={() => onFilter(column.id)}
            onChange={() => onDeed({ kind: 'change', column })}
            onRemove={() => onDeed({ kind: 'remove', column })}
          />
        ))}
        <th scope="col" className="grid-add">
          {mayEdit ? (
            <Button
              small
              look="quiet"
              icon={<IconPlus size={14} stroke={2} aria-hidden />}
              onClick={() => onDeed({ kind: 'add' })}
            >
              {t('Column')}
            </Button>
          ) : (
            <span className="sr-only">{t('End')}</span>
          )}
        </th>
      </tr>
    </thead>
  );
}
