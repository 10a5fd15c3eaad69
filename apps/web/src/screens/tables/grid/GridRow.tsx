import type { DataRow, TableColumn } from '../../../api/types.ts';
import { t } from '../../../texts/t.ts';
import { CellEditor } from './CellEditor.tsx';
import { cellText } from './cellText.ts';
import type { GridState } from './useGrid.ts';

type Props = {
  row: DataRow;
  /** Its place among the rows that are loaded. */
  at: number;
  columns: readonly TableColumn[];
  grid: GridState;
  mayEdit: boolean;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
};

/** One row: a box to choose it, and its cells. */
export function GridRow({ row, at, columns, grid, mayEdit, isChosen, onChoose }: Props) {
  return (
    <tr aria-rowindex={at + 2} aria-selected={mayEdit ? isChosen : undefined} data-chosen={isChosen || undefined}>
      <td className="grid-choose">
        {mayEdit && (
          <input
            type="checkbox"
            aria-label={t('Choose row {value}', { value: at + 1 })}
            checked={isChosen}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        )}
      </td>
      {columns.map((column, place) => (
        <Cell
          key={column.id}
          row={row}
          column={column}
          place={{ row: at, column: place }}
          grid={grid}
          mayEdit={mayEdit}
        />
      ))}
      <td className="grid-add" />
    </tr>
  );
}

type CellProps = {
  row: DataRow;
  column: TableColumn;
  place: { row: number; column: number };
  grid: GridState;
  mayEdit: boolean;
};

function Cell({ row, column, place, grid, mayEdit }: CellProps) {
  const isActive = grid.active.row === place.row && grid.active.column === place.column;
  const text = cellText(column, row.cells[column.id]);
  const { editing } = grid;
  if (isActive && editing !== undefined) {
    return (
      <td className="grid-cell" data-editing data-type={column.type}>
        <CellEditor
          column={column}
          editing={editing}
          grid={grid}
          label={t('{name}, row {value}', { name: column.name, value: place.row + 1 })}
        />
      </td>
    );
  }
  const press = () => {
    if (isActive && mayEdit) grid.edit();
    else grid.go(place);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the body of the table hears the keys of all cells.
    <td
      className="grid-cell"
      data-cell={`${place.row} ${place.column}`}
      data-type={column.type}
      data-empty={text === '' || undefined}
      tabIndex={isActive ? 0 : -1}
      onClick={press}
      title={text.length > 24 ? text.slice(0, 500) : undefined}
    >
      {column.type === 'choice' && text !== '' ? <span className="grid-choice">{text}</span> : text}
    </td>
  );
}
