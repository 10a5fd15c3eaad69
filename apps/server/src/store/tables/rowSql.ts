import type { Column } from '../../tables/column.ts';
import type { Comparison, RowCondition, RowFilter, RowOrder } from '../../tables/conditions.ts';

/** A statement being written: its values go into `values`, never into the text. `$1` is the table. */
export type Draft = { values: unknown[] };

const add = (draft: Draft, value: unknown): string => `$${draft.values.push(value)}`;

/** What rows `r` must be like, as SQL; `true` where nothing is asked. */
export function whereOf(draft: Draft, { conditions, match, ignoreCase, search }: RowFilter): string {
  const asked = conditions.map((condition) => `(${conditionSql(draft, condition, ignoreCase)})`);
  const parts = asked.length === 0 ? [] : [`(${asked.join(match === 'all' ? ' and ' : ' or ')})`];
  const text = search?.trim().replaceAll('\0', '').toWellFormed() ?? '';
  if (text !== '') {
    const part = `lower(${add(draft, text)}::text)`;
    parts.push(`exists (select from jsonb_each_text(r.cells) e where strpos(lower(e.value), ${part}) > 0)`);
  }
  return parts.length === 0 ? 'true' : parts.join(' and ');
}

function conditionSql(draft: Draft, { column, comparison, value }: RowCondition, ignoreCase: boolean): string {
  const id = `${add(draft, column.id)}::text`;
  const isFilled = `(r.cells ->> ${id} is not null)`;
  const isFolded = ignoreCase && (column.type === 'text' || column.type === 'choice');
  const is = (wanted: unknown) => (isFolded ? isLike(draft, id, wanted) : isSql(draft, id, wanted));
  switch (comparison) {
    case 'isEmpty':
      return `not ${isFilled}`;
    case 'isFilled':
      return isFilled;
    case 'is':
      return is(value);
    case 'isNot':
      return `coalesce(not (${is(value)}), true)`;
    case 'oneOf':
      return (
        [value]
          .flat()
          .map((item) => `(${is(item)})`)
          // No row is one of none; every value that a statement is given has to stand in it.
          .join(' or ') || `${id} is null`
      );
    case 'greater':
    case 'atLeast':
    case 'less':
    case 'atMost':
      return `${sortable(column, id)} ${signs[comparison]} ${typed(draft, column, value)}`;
    default:
      return textSql(draft, { id, comparison, value, ignoreCase });
  }
}

const signs = { greater: '>', atLeast: '>=', less: '<', atMost: '<=' } as const;

/** Through the index over hashes; the cell itself has the last word. */
function isSql(draft: Draft, id: string, value: unknown): string {
  const wanted = `${add(draft, JSON.stringify(value))}::jsonb`;
  const hash = `data_cell_hash($1::uuid, ${id}, ${wanted} #>> '{}')`;
  return `data_row_hashes(r.table_id, r.cells) @> array[${hash}] and r.cells -> ${id} = ${wanted}`;
}

function isLike(draft: Draft, id: string, value: unknown): string {
  return `lower(r.cells ->> ${id}) = lower(${add(draft, String(value))}::text)`;
}

function textSql(
  draft: Draft,
  { id, comparison, value, ignoreCase }: { id: string; comparison: Comparison; value: unknown; ignoreCase: boolean },
): string {
  const fold = (text: string) => (ignoreCase ? `lower(${text})` : text);
  const cell = fold(`(r.cells ->> ${id})`);
  const part = fold(`${add(draft, String(value))}::text`);
  if (comparison === 'startsWith') return `starts_with(${cell}, ${part})`;
  if (comparison === 'endsWith') return `right(${cell}, length(${part})) = ${part}`;
  const contains = `strpos(${cell}, ${part}) > 0`;
  return comparison === 'contains' ? contains : `coalesce(not (${contains}), true)`;
}

/** A cell on the scale of its column. */
function sortable({ type }: Column, id: string): string {
  if (type === 'number')
    return `(case jsonb_typeof(r.cells -> ${id}) when 'number' then (r.cells -> ${id})::numeric end)`;
  return `((r.cells ->> ${id}) collate "C")`;
}

function typed(draft: Draft, { type }: Column, value: unknown): string {
  if (type === 'number') return `${add(draft, value)}::numeric`;
  return `(${add(draft, typeof value === 'string' ? value : JSON.stringify(value))}::text collate "C")`;
}

/** Where a page ended: the sorted value of its last row as text, and its place. */
export type RowCursor = { value: string | null; position: string };

/** The order as SQL: what is sorted by (as `sort`), the clause, and what comes after a cursor. Empty cells come last. */
export function orderSql(draft: Draft, order: RowOrder, after: RowCursor | undefined) {
  const direction = order.descending ? 'desc' : 'asc';
  const beyond = order.descending ? '<' : '>';
  if (order.by === 'addedAt') {
    const cursor = after === undefined ? 'true' : `r.position ${beyond} ${add(draft, after.position)}::bigint`;
    return { sort: 'null', clause: `r.position ${direction}`, cursor };
  }
  const { sort, type } = scaleOf(draft, order.by);
  const clause = `${sort} ${direction} nulls last, r.position asc`;
  if (after === undefined) return { sort, clause, cursor: 'true' };
  const position = `${add(draft, after.position)}::bigint`;
  if (after.value === null) return { sort, clause, cursor: `(${sort} is null and r.position > ${position})` };
  const value = `${add(draft, after.value)}::${type}`;
  const cursor = `(${sort} ${beyond} ${value} or (${sort} = ${value} and r.position > ${position}) or ${sort} is null)`;
  return { sort, clause, cursor };
}

/** Texts are sorted by their beginning, without capitals, so that a cursor stays short. */
function scaleOf(draft: Draft, by: Column | 'changedAt'): { sort: string; type: string } {
  if (by === 'changedAt') return { sort: 'r.updated_at', type: 'timestamptz' };
  const id = `${add(draft, by.id)}::text`;
  if (by.type === 'number') return { sort: sortable(by, id), type: 'numeric' };
  return { sort: `left(lower(r.cells ->> ${id}), 100)`, type: 'text' };
}
