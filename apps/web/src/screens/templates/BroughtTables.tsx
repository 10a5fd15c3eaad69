import { t, tn } from '../../texts/t.ts';
import { Badge } from '../../ui/StatusBadge.tsx';
import type { TemplatePage } from './TemplateScreen.tsx';
import type { TemplateTry, Tried } from './useTryTemplate.ts';

type Offered = TemplatePage['tables'][number];
type Row = Tried['tables'][number]['rows'][number];

/** The tables that a template keeps its data in, with their sample rows; once it was tried, as it has left them. */
export function BroughtTables({ page, attempt }: { page: TemplatePage; attempt: TemplateTry }) {
  return page.tables.map((table) => {
    const after = attempt.isBusy ? undefined : attempt.tried?.tables.find(({ key }) => key === table.key);
    const rows = after?.rows ?? table.sample.map((cells): Row => ({ cells }));
    return (
      <section
        key={table.key}
        className="card template-table"
        aria-label={t('The table “{name}”', { name: table.name })}
      >
        <div className="try-head">
          <h2 className="section-title">{t('The table “{name}”', { name: table.name })}</h2>
          <span className="small muted">{after === undefined ? table.holds : changesIn(rows)}</span>
        </div>
        <Rows table={table} rows={rows} />
      </section>
    );
  });
}

function changesIn(rows: readonly Row[]): string {
  const added = rows.filter(({ change }) => change === 'added').length;
  const changed = rows.filter(({ change }) => change === 'changed').length;
  const parts = [
    added > 0 ? tn(added, '1 row was added.', '{count} rows were added.') : '',
    changed > 0 ? tn(changed, '1 row was changed.', '{count} rows were changed.') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? t('Nothing was written this time.') : parts.join(' ');
}

function Rows({ table, rows }: { table: Offered; rows: readonly Row[] }) {
  const heads = table.columns.map(({ name }) => name);
  const lines = rows.map(({ cells, change }, at) => ({
    id: at,
    change,
    cells: heads.map((head, column) => ({ head, text: cells[column] ?? '' })),
  }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard, too
    <section className="table-scroll" tabIndex={0} aria-label={t('Rows of “{name}”', { name: table.name })}>
      <table className="table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">
              <span className="sr-only">{t('What happened')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, cells, change }) => (
            <tr key={id} data-change={change}>
              {cells.map(({ head, text }) => (
                <td key={head}>{text}</td>
              ))}
              <td>
                {change === 'added' && <Badge tone="success">{t('New')}</Badge>}
                {change === 'changed' && <Badge tone="info">{t('Changed')}</Badge>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
