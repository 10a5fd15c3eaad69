import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { t, tn } from '../../texts/t.ts';
import { CopyButton } from '../inspector/trigger/CopyButton.tsx';
import { cellText, csvOf, type DataTable, type Sorting, sortedPlaces } from './tableOf.ts';
import { useWindow } from './useWindow.ts';

const ROW_PX = 28;
const SHOWN_PX = 336;
const HEAD_PX = 30;
const COLUMN_PX = 104;
/** More columns at once are too many elements; the others are turned to, and all are in what is copied. */
const MOST_DRAWN = 5;

type Props = {
  table: DataTable;
  label: string;
  /** What a column is called. */
  names(column: string): string;
};

/** A list as a table: sorted by a click on a column, copied as CSV. Only the rows that are seen are drawn. */
export function DataGrid({ table, label, names }: Props) {
  const [sorting, setSorting] = useState<Sorting>();
  const [from, setFrom] = useState(0);
  const places = useMemo(() => sortedPlaces(table, sorting), [table, sorting]);
  const { first, last, onScroll } = useWindow({ count: places.length, rowPx: ROW_PX, shownPx: SHOWN_PX - HEAD_PX });
  const { columns, rows } = table;
  const drawn = columns.slice(from, from + MOST_DRAWN);
  return (
    <>
      <section
        className="data-grid"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keys
        tabIndex={0}
        style={{ maxHeight: SHOWN_PX }}
        onScroll={onScroll}
      >
        <table style={{ minWidth: drawn.length * COLUMN_PX }}>
          <thead>
            <tr>
              {drawn.map((name, at) => (
                <ColumnHead
                  key={name}
                  name={name}
                  words={names(name)}
                  column={from + at}
                  sorting={sorting}
                  onSort={setSorting}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {first > 0 && <Gap height={first * ROW_PX} />}
            {places.slice(first, last).map((place) => (
              <tr key={place} style={{ height: ROW_PX }}>
                {drawn.map((name, at) => (
                  <Cell key={name} value={rows[place]?.[from + at]} />
                ))}
              </tr>
            ))}
            {last < places.length && <Gap height={(places.length - last) * ROW_PX} />}
          </tbody>
        </table>
      </section>
      <Foot table={table} places={places} from={from} onFrom={setFrom} />
    </>
  );
}

type FootProps = { table: DataTable; places: readonly number[]; from: number; onFrom(column: number): void };

/** How much there is, the columns that are not drawn, and the way to a spreadsheet. */
function Foot({ table, places, from, onFrom }: FootProps) {
  const { columns, rows } = table;
  return (
    <div className="row data-foot">
      <span className="small muted grow">
        {tn(rows.length, '{count} row', '{count} rows')}
        {' · '}
        {tn(columns.length, '{count} column', '{count} columns')}
      </span>
      {columns.length > MOST_DRAWN && (
        <button
          type="button"
          className="link"
          onClick={() => onFrom(from + MOST_DRAWN >= columns.length ? 0 : from + MOST_DRAWN)}
        >
          {from + MOST_DRAWN >= columns.length ? t('First columns') : t('More columns')}
        </button>
      )}
      <CopyButton text={() => csvOf(table, places)} words={t('Copy as CSV')} />
    </div>
  );
}

type HeadProps = {
  name: string;
  words: string;
  column: number;
  sorting: Sorting | undefined;
  onSort(sorting: Sorting | undefined): void;
};

function ColumnHead({ name, words, column, sorting, onSort }: HeadProps) {
  const isSorted = sorting?.column === column;
  const isDown = isSorted && sorting.isDown;
  const Arrow = isDown ? IconArrowDown : IconArrowUp;
  return (
    <th scope="col" aria-sort={isSorted ? (isDown ? 'descending' : 'ascending') : 'none'}>
      <button type="button" onClick={() => onSort(isDown ? undefined : { column, isDown: isSorted })}>
        <span className="cut" title={name === words ? undefined : name}>
          {name === '' ? t('Value') : words}
        </span>
        {isSorted && <Arrow size={12} stroke={2} aria-hidden />}
      </button>
    </th>
  );
}

function Cell({ value }: { value: unknown }) {
  const text = cellText(value).slice(0, 200);
  return <td title={text}>{text}</td>;
}

/** The rows that are not drawn, as high as they are. */
function Gap({ height }: { height: number }) {
  return <tr style={{ height }} />;
}
