import type { Mapping } from '@patchbay/expression';
import { t } from '../../../texts/t.ts';

/** One row of named values while it is edited: a name may be empty or taken for a moment. */
export type RowDraft = { id: number; name: string; mapping: Mapping | undefined };

/** The rows for a mapping. Rows that were there keep their identity, so that the cursor stays where it is. */
export function rowsFor(fields: Readonly<Record<string, Mapping>>, before: readonly RowDraft[]): RowDraft[] {
  let next = Math.max(0, ...before.map(({ id }) => id)) + 1;
  const entries = Object.entries(fields);
  return entries.map(([name, mapping], at) => {
    const known = before.find((row) => row.name === name) ?? (before[at]?.name === '' ? before[at] : undefined);
    return { id: known?.id ?? next++, name, mapping };
  });
}

/** What the rows say: those with a name, the first of each; a value still to come is an empty text. */
export function fieldsFrom(rows: readonly RowDraft[]): Record<string, Mapping> {
  const fields: Record<string, Mapping> = {};
  for (const { name, mapping } of rows) {
    const key = name.trim();
    if (key === '' || key === '__proto__' || Object.hasOwn(fields, key)) continue;
    fields[key] = mapping ?? { kind: 'literal', value: '' };
  }
  return fields;
}

/** What is wrong with a row's name, in a sentence; undefined when it is fine. */
export function nameProblem(rows: readonly RowDraft[], row: RowDraft): string | undefined {
  const name = row.name.trim();
  if (name === '') return row.mapping === undefined ? undefined : t('Give it a name.');
  const first = rows.find((other) => other.name.trim() === name);
  return first === row ? undefined : t('There is a “{name}” already.', { name });
}

/** The rows with one moved up (-1) or down (1). */
export function moveRow(rows: readonly RowDraft[], at: number, by: 1 | -1): RowDraft[] {
  const moved = [...rows];
  const [row] = moved.splice(at, 1);
  if (row === undefined || at + by < 0 || at + by > moved.length) return [...rows];
  moved.splice(at + by, 0, row);
  return moved;
}
