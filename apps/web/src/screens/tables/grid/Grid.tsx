import { IconFileImport, IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import type { DataRow, TableColumn, TableDetail } from '../../../api/types.ts';
import { Button } from '../../../ui/Button.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ColumnDialog } from '../ColumnDialog.tsx';
import { ImportDialog } from '../ImportDialog.tsx';
import { RemoveColumnDialog } from '../RemoveColumnDialog.tsx';
import { RowDialog } from '../RowDialog.tsx';
import type { LoadedRows } from '../useRows.ts';
import './grid.css';
import { t, tn } from '../../../texts/t.ts';
import { GridHead, type Sort } from './GridHead.tsx';
import { GridRow } from './GridRow.tsx';
import { ROW_PX, rowsInSight } from './gridMoves.ts';
import { useGrid } from './useGrid.ts';
import { usePaste } from './usePaste.ts';

type Props = {
  table: TableDetail;
  rows: LoadedRows;
  mayEdit: boolean;
  sort: Sort;
  onSort: (by: string | undefined, order: 'descending' | undefined) => void;
  onFilter: (columnId: string) => void;
};

/** What a person is about to do to a column. */
export type ColumnDeed = { kind: 'add' } | { kind: 'change' | 'remove'; column: TableColumn };

/** The rows under their columns. Few of them are drawn, however many there are; more are asked for when their place comes in sight. */
export function Grid({ table, rows, mayEdit, sort, onSort, onFilter }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [deed, setDeed] = useState<ColumnDeed>();
  const picked = rows.rows.filter(({ id }) => chosen.has(id));
  const remove = () => {
    rows.remove(picked);
    setChosen(new Set());
  };
  const isAll = picked.length > 0 && picked.length === rows.rows.length;
  const chooseAll = (all: boolean) => setChosen(new Set(all ? rows.rows.map(({ id }) => id) : []));
  return (
    <>
      {picked.length > 0 && <ChosenBar rows={picked} onRemove={remove} onNone={() => setChosen(new Set())} />}
      <Cells table={table} rows={rows} mayEdit={mayEdit} chosen={chosen} onChosen={setChosen}>
        <GridHead
          columns={table.columns}
          mayEdit={mayEdit}
          sort={sort}
          isAllChosen={isAll}
          onChooseAll={chooseAll}
          onSort={onSort}
          onFilter={onFilter}
          onDeed={setDeed}
        />
      </Cells>
      <GridFoot rows={rows} />
      {deed && <DeedDialog table={table} deed={deed} onClose={() => setDeed(undefined)} />}
    </>
  );
}

type CellsProps = {
  table: TableDetail;
  rows: LoadedRows;
  mayEdit: boolean;
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
  /** The head. */
  children: ReactNode;
};

function Cells({ table, rows, mayEdit, chosen, onChosen, children }: CellsProps) {
  const box = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, height: 800 });
  const grid = useGrid({ table, rows, box, mayEdit });
  const onPaste = usePaste({ table, rows, grid, mayEdit });
  const { from, to } = rowsInSight(scroll, rows.rows.length);
  const look = ({ scrollTop: top, clientHeight: height, scrollHeight }: HTMLDivElement) => {
    setScroll({ top, height });
    if (top + 3 * height > scrollHeight) rows.loadMore();
  };
  return (
    <div className="grid-box card" ref={box} onScroll={(event) => look(event.currentTarget)}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells take the keyboard is a grid. */}
      <table className="grid" role="grid" aria-label={table.name} aria-rowcount={rows.count + 1}>
        {children}
        <tbody onKeyDown={grid.onKeyDown} onPaste={onPaste}>
          <Gap rows={from} />
          {rows.rows.slice(from, to).map((row, at) => (
            <GridRow
              key={row.id}
              row={row}
              at={from + at}
              columns={table.columns}
              grid={grid}
              mayEdit={mayEdit}
              isChosen={chosen.has(row.id)}
              onChoose={(isChosen) => onChosen(toggled(chosen, row.id, isChosen))}
            />
          ))}
          <Gap rows={rows.rows.length - to} />
        </tbody>
      </table>
      {rows.rows.length === 0 && <NoRows table={table} mayEdit={mayEdit} />}
    </div>
  );
}

function NoRows({ table, mayEdit }: { table: TableDetail; mayEdit: boolean }) {
  const [dialog, setDialog] = useState<'row' | 'file'>();
  const close = () => setDialog(undefined);
  const ways = mayEdit && (
    <>
      <Button icon={<IconPlus size={16} stroke={2} aria-hidden />} onClick={() => setDialog('row')}>
        {t('Add the first row')}
      </Button>
      <Button icon={<IconFileImport size={16} stroke={1.75} aria-hidden />} onClick={() => setDialog('file')}>
        {t('Add rows from a CSV file')}
      </Button>
    </>
  );
  return (
    <>
      <EmptyState title={t('The table has no rows yet')} actions={ways}>
        {t('Flows add rows with “Add a row”. You can add one yourself, or many from a CSV file.')}
      </EmptyState>
      {dialog === 'row' && <RowDialog table={table} onClose={close} />}
      {dialog === 'file' && <ImportDialog table={table} onClose={close} />}
    </>
  );
}

type DeedProps = { table: TableDetail; deed: ColumnDeed; onClose: () => void };

function DeedDialog({ table, deed, onClose }: DeedProps) {
  if (deed.kind === 'add') return <ColumnDialog table={table} onClose={onClose} />;
  const Dialog = deed.kind === 'change' ? ColumnDialog : RemoveColumnDialog;
  return <Dialog table={table} column={deed.column} onClose={onClose} />;
}

function toggled(chosen: ReadonlySet<string>, id: string, isChosen: boolean): ReadonlySet<string> {
  const next = new Set(chosen);
  if (isChosen) next.add(id);
  else next.delete(id);
  return next;
}

/** The place of rows that are not drawn. */
function Gap({ rows }: { rows: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden className="grid-gap">
      <td style={{ height: rows * ROW_PX }} />
    </tr>
  );
}

function GridFoot({ rows }: { rows: LoadedRows }) {
  const { count } = rows;
  const loaded = rows.rows.length;
  if (count === 0) return null;
  const text = tn(count, '1 row', '{count} rows');
  return (
    <div className="table-foot">
      <span>
        {loaded < count ? t('{loaded} of {words}', { loaded: loaded.toLocaleString('en'), words: text }) : text}
      </span>
      {rows.query.hasNextPage && (
        <Button small busy={rows.query.isFetchingNextPage} onClick={rows.loadMore}>
          {t('Show more')}
        </Button>
      )}
    </div>
  );
}

type BarProps = { rows: readonly DataRow[]; onRemove: () => void; onNone: () => void };

function ChosenBar({ rows, onRemove, onNone }: BarProps) {
  const most = Math.min(rows.length, 1_000);
  return (
    <div className="chosen-bar" role="status">
      <span>{tn(rows.length, '1 row is chosen', '{count} rows are chosen')}</span>
      <span className="grow" />
      <Button small look="quiet" onClick={onNone}>
        {t('Choose none')}
      </Button>
      <Button small look="danger" icon={<IconTrash size={15} stroke={1.75} aria-hidden />} onClick={onRemove}>
        {tn(most, 'Delete the row', 'Delete {count} rows')}
      </Button>
    </div>
  );
}
