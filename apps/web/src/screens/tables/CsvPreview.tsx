import type { Answers } from '../../api/types.ts';
import type { ColumnDraft } from './useTables.ts';
import './newTable.css';
import { t, tn } from '../../texts/t.ts';

/** A CSV file as the server read it, with its text. */
export type CsvRead = Answers['table']['readCsv'] & { text: string; fileName: string };

/** The first rows of a file, under the columns it would make. */
export function CsvPreview({ read, columns }: { read: CsvRead; columns: readonly ColumnDraft[] }) {
  const count = tn(read.count, '1 row', '{count} rows');
  const places = [...columns.keys()];
  return (
    <div className="csv-preview">
      <p className="small dim">
        {t('{fileName}: {count}, the first {min} here', {
          fileName: read.fileName,
          count,
          min: Math.min(read.rows.length, read.count),
        })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to reach it. */}
      <section className="csv-rows" aria-label={t('The first rows of the file')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {places.map((at) => (
                <th key={`column ${at}`} scope="col">
                  {columns[at]?.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...read.rows.keys()].map((row) => (
              <tr key={`row ${row}`}>
                {places.map((at) => (
                  <td key={`cell ${at}`}>{read.rows[row]?.[at] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
