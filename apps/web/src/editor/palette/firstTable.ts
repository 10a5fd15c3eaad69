import type { CatalogOperation, Step } from '@patchbay/flow';

/** A table of the workspace, as much of it as choosing it takes. */
export type TableName = { id: string; name: string };

/** What a new step that works with a table is filled with: the only table there is. With several, the person chooses. */
export function firstTable(
  operation: Pick<CatalogOperation, 'typedBy'> | undefined,
  tables: readonly TableName[],
): Step['inputs'] {
  const [only, ...others] = tables;
  const typedBy = operation?.typedBy;
  if (typedBy?.kind !== 'table' || only === undefined || others.length > 0) return {};
  return { [typedBy.by]: { kind: 'literal', value: only.id } };
}
