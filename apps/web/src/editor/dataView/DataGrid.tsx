import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { CopyButton } from '../inspector/trigger/CopyButton.tsx';
import { cellText, csvOf, type DataTable, type Sorting, sortedPlaces } from './tableOf.ts';
import { useWindow } from './useWindow.ts';

const ROW_PX = 28;
const SHOWN_PX = 336;
const HEAD_PX = 30;
/** More columns at once are too many elements; the others are in the copied table. */
const MOST_DRAWN = 6;

/** A list as a table: sorted by a click on a column, copied as CSV. Only the rows that are seen are drawn. */
export function DataGrid({ table, label }: { table: DataTable; label: string }) {
  const [sorting, setSorting] = useState<Sorting>();
  const [from, setFrom] = useState(0);
  const places = useMemo(() => sortedPlaces(table, sorting), [table, sorting]);
  const { first, last, onScroll } = useWindow({ count: places.length, rowPx: ROW_PX, shownPx: SHOWN_PX - HEAD_PX });
  const { columns, rows } = table;
  const drawn = columns.slice(from, from + MOST_DRAWN);
  const sortBy = (column: number) =>
    setSorting(
      sorting?.column === column && sorting.isDown ? undefined : { column, isDown: sorting?.column === column },
    );
  return (
    <>
      <section
        className="data-grid"
        aria-label={label}
        tabIndex={0}
        style={{ maxHeight: SHOWN_PX }}
        onScroll={onScroll}
      >
        <table style={{ height: HEAD_PX + rows.length * ROW_PX }}>
          <thead>
            <tr>
              {drawn.map((name, at) => {
                const column = from + at;
                const isSorted = sorting?.column === column;
                const Arrow = sorting?.isDown ? IconArrowDown : IconArrowUp;
                return (
                  <th
                    key={name}
                    scope="col"
                    aria-sort={isSorted ? (sorting.isDown ? 'descending' : 'ascending') : 'none'}
                  >
                    <button type="button" onClick={() => sortBy(column)}>
                      <span className="cut">{name === '' ? 'Value' : name}</span>
                      {isSorted && <Arrow size={12} stroke={2} aria-hidden />}
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {first > 0 && <tr aria-hidden="true" style={{ height: first * ROW_PX }} />}
            {places.slice(first, last).map((place) => (
              <tr key={place} style={{ height: ROW_PX }}>
                {drawn.map((name, at) => {
                  const text = cellText(rows[place]?.[from + at]).slice(0, 200);
                  return (
                    <td key={name} title={text}>
                      {text}
                    </td>
                  );
                })}
              </tr>
            ))}
            {last < places.length && <tr aria-hidden="true" style={{ height: (places.length - last) * ROW_PX }} />}
          </tbody>
        </table>
      </section>
      <div className="row data-foot">
        <span className="small muted grow">
          {rows.length.toLocaleString('en')} rows · {columns.length} {columns.length === 1 ? 'column' : 'columns'}
        </span>
        {columns.length > MOST_DRAWN && (
          <button
            type="button"
            className="link"
            onClick={() => setFrom(from + MOST_DRAWN >= columns.length ? 0 : from + MOST_DRAWN)}
          >
            {from + MOST_DRAWN >= columns.length ? 'First columns' : 'More columns'}
          </button>
        )}
        <CopyCsv table={table} places={places} />
      </div>
    </>
  );
}

/** Written only once it is asked for: the text of a large table is large. */
function CopyCsv({ table, places }: { table: DataTable; places: readonly number[] }) {
  return <CopyButton text={() => csvOf(table, places)} words="Copy as CSV" />;
}
