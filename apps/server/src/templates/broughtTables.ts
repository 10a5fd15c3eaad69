import { isObject } from '@patchbay/connector';
import { thingOf } from '@patchbay/flow';
import type { CatalogSource, DocumentCatalog } from '../connectors/connectorStore.ts';
import { type Cells, cellsOf, changedCells } from '../tables/cell.ts';
import { type Column, newColumns } from '../tables/column.ts';
import { rowTypeOf } from '../tables/rowSchema.ts';
import type { Template, TemplateTable } from './template.ts';

const DAY_MS = 86_400_000;

/** What the steps of a template name its table by, where a flow has the table's id. */
export function refOf({ key }: Pick<TemplateTable, 'key'>): string {
  return `table:${key}`;
}

/** Its columns as a table of it has them: the same ids whoever makes one. */
export function columnsOf({ columns }: Pick<TemplateTable, 'columns'>): Column[] {
  return newColumns(columns);
}

/** Its rows as cells, days counted from `now`. Throws TableError. */
export function rowsOf(table: Pick<TemplateTable, 'columns' | 'rows'>, now: number): Cells[] {
  const columns = columnsOf(table);
  return table.rows.map((row) => {
    const values = Object.entries(row).map(([name, value]) => [name, dayOf(value, now) ?? value]);
    return changedCells(columns, {}, cellsOf(columns, Object.fromEntries(values)));
  });
}

/** A day that is always as far from today, so that a sample of what is overdue stays overdue. */
function dayOf(value: unknown, now: number): string | undefined {
  const days = isObject(value) ? value.daysFromToday : undefined;
  return typeof days === 'number' ? new Date(now + days * DAY_MS).toISOString().slice(0, 10) : undefined;
}

/** The catalog of a template's document, which knows the tables it brings although no workspace has them. */
export async function catalogOf(
  { document, tables }: Pick<Template, 'document' | 'tables'>,
  workspaceId: string,
  catalogs: Pick<CatalogSource, 'forDocument'>,
): Promise<DocumentCatalog> {
  const catalog = await catalogs.forDocument(workspaceId, document);
  const types = new Map(
    tables.map((table) => [refOf(table), rowTypeOf({ name: table.name, columns: columnsOf(table) })]),
  );
  return { ...catalog, typeOf: (thing) => types.get(thing.id) ?? catalog.typeOf?.(thing) };
}

/** The document with tables of a workspace in the place of those it names by key; `ids` is by `refOf`. */
export function withTables(
  { document }: Pick<Template, 'document'>,
  ids: ReadonlyMap<string, string>,
  catalog: DocumentCatalog,
): Template['document'] {
  const steps = Object.entries(document.steps).map(([id, step]) => {
    const operation = catalog.find(step.uses);
    const table = ids.get(thingOf(step, operation)?.id ?? '');
    if (table === undefined || operation?.typedBy === undefined) return [id, step] as const;
    const inputs = { ...step.inputs, [operation.typedBy.by]: { kind: 'literal' as const, value: table } };
    return [id, { ...step, inputs }] as const;
  });
  return { ...document, steps: Object.fromEntries(steps) };
}

/**
 * Whether a table can stand for one that a template brings: each of its columns is there by its id and kind, with all of
 * its choices, and nothing else has to be filled.
 */
export function fits(columns: readonly Column[], brought: Pick<TemplateTable, 'columns'>): boolean {
  const wanted = columnsOf(brought);
  const ids = new Set(wanted.map(({ id }) => id));
  return (
    wanted.every((column) => columns.some((other) => isSame(other, column))) &&
    columns.every(({ id, required }) => !required || ids.has(id))
  );
}

function isSame(other: Column, { id, type, unique, choices = [] }: Column): boolean {
  const isAsFree = unique || !other.unique;
  return other.id === id && other.type === type && isAsFree && choices.every((one) => other.choices?.includes(one));
}
