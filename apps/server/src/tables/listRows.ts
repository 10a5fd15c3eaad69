import type { Access } from '../policies/can.ts';
import { conditionsOf, orderOf } from './conditions.ts';
import { foundTable } from './foundTable.ts';
import { refusing } from './tableError.ts';
import type { RowPage, TableDeps } from './tableStore.ts';

export type ListRows = {
  tableId: string;
  search?: string | undefined;
  conditions: readonly { field: string; comparison: string; value?: unknown }[];
  sort?: string | undefined;
  order: 'ascending' | 'descending';
  cursor?: string | undefined;
  limit: number;
};

/** One page of a table's rows, those that meet all conditions and hold the text. */
export function listRows(
  { tableId, search, conditions, sort, order, cursor, limit }: ListRows,
  access: Access<'table.read'>,
  deps: TableDeps,
): Promise<RowPage> {
  return refusing(read());

  async function read() {
    const table = await foundTable(tableId, access, deps);
    const filter = {
      conditions: conditionsOf(table.columns, conditions),
      match: 'all',
      ignoreCase: true,
      search,
    } as const;
    const query = { filter, order: orderOf(table.columns, { field: sort, order }), limit, cursor };
    return deps.tables.page(table, query);
  }
}
