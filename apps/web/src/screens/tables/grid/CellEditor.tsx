import { useId } from 'react';
import type { TableColumn } from '../../../api/types.ts';
import { optionsOf } from '../RowDialog.tsx';
import type { Editing, GridState } from './useGrid.ts';

type Props = { column: TableColumn; editing: Editing; grid: GridState; label: string };

/** The field in a cell that is being edited. Leaving it keeps what was typed. */
export function CellEditor({ column, editing, grid, label }: Props) {
  const id = useId();
  const options = optionsOf(column);
  const said = {
    'aria-label': label,
    'aria-invalid': editing.problem === undefined ? undefined : true,
    'aria-describedby': editing.problem === undefined ? undefined : id,
    'aria-busy': editing.isBusy,
  } as const;
  return (
    <>
      {options === undefined ? (
        <input
          {...said}
          // biome-ignore lint/a11y/noAutofocus: whoever opened the cell wants to type.
          autoFocus
          value={editing.text}
          inputMode={column.type === 'number' ? 'decimal' : 'text'}
          placeholder={column.type === 'date' ? '2026-03-14' : undefined}
          onChange={(event) => grid.type(event.currentTarget.value)}
          onBlur={() => void grid.keep(undefined)}
        />
      ) : (
        <select
          {...said}
          // biome-ignore lint/a11y/noAutofocus: whoever opened the cell wants to choose.
          autoFocus
          value={options.some(({ value }) => value === editing.text) ? editing.text : ''}
          onChange={(event) => void grid.keep(undefined, event.currentTarget.value)}
          onBlur={() => void grid.keep(undefined)}
        >
          {options.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
      {editing.problem !== undefined && (
        <p className="grid-problem" id={id} role="alert">
          {editing.problem}
        </p>
      )}
    </>
  );
}
