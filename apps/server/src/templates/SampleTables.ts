import { randomUUID } from 'node:crypto';
import { own } from '@patchbay/connector';
import { changedCells } from '../tables/cell.ts';
import { TableError } from '../tables/tableError.ts';
import type { Row, RowChange, Table, TableRef } from '../tables/tableStore.ts';
import type { TableHands } from '../worker/hosted/tables.ts';
import { columnsOf, refOf, rowsOf } from './broughtTables.ts';
import { inOrder, isLike } from './isLike.ts';
import type { TemplateTable } from './template.ts';

/** A table in memory, and which of its rows the run has written. */
type Held = { table: Table; rows: Row[]; added: Set<string>; changed: Set<string> };

type Upsert = Parameters<TableHands['upsert']>[1];

/** The tables that a template brings, with their sample rows: written to by one try, kept nowhere. */
export class SampleTables implements TableHands {
  readonly #held: ReadonlyMap<string, Held>;
  readonly #now: string;

  constructor(tables: readonly TemplateTable[], now: number) {
    this.#now = new Date(now).toISOString();
    this.#held = new Map(tables.map((table) => [refOf(table), this.#hold(table, now)]));
  }

  /** How a table stands: its rows in order, and those that were added or changed. */
  standing(ref: string): Held | undefined {
    return this.#held.get(ref);
  }

  async find({ tableId }: TableRef): Promise<Table | null> {
    return this.#held.get(tableId)?.table ?? null;
  }

  async rows(
    { id }: Pick<Table, 'id' | 'columns'>,
    { filter, order, limit }: Parameters<TableHands['rows']>[1],
  ): Promise<Row[]> {
    const rows = this.#of(id).rows.filter(({ cells }) => isLike(cells, filter));
    return inOrder(rows, order).slice(0, limit);
  }

  async row({ id }: Pick<Table, 'id' | 'columns'>, rowId: string): Promise<Row | null> {
    return this.#of(id).rows.find((row) => row.id === rowId) ?? null;
  }

  async count({ id }: Pick<Table, 'id' | 'columns'>, filter: RowChange['filter']): Promise<number> {
    return this.#of(id).rows.filter(({ cells }) => isLike(cells, filter)).length;
  }

  async add({ tableId }: TableRef, rows: readonly Row['cells'][]): Promise<Row[]> {
    const held = this.#of(tableId);
    return rows.map((cells) => {
      const row = this.#row(changedCells(held.table.columns, {}, cells));
      this.#put(held, row);
      held.added.add(row.id);
      return row;
    });
  }

  async updateWhere({ tableId }: TableRef, { filter, changes }: RowChange): Promise<{ rows: Row[]; count: number }> {
    const held = this.#of(tableId);
    const rows = held.rows.filter(({ cells }) => isLike(cells, filter)).map((row) => this.#change(held, row, changes));
    return { rows, count: rows.length };
  }

  async upsert(ref: TableRef, { by, cells }: Upsert): Promise<{ row: Row; isNew: boolean }> {
    const held = this.#of(ref.tableId);
    const filter = { conditions: [{ column: by, comparison: 'is', value: own(cells, by.id) }], match: 'all' } as const;
    const known = held.rows.find((row) => isLike(row.cells, { ...filter, ignoreCase: false }));
    if (known !== undefined) return { row: this.#change(held, known, cells), isNew: false };
    const [row] = await this.add(ref, [cells]);
    if (row === undefined) throw new Error('A row was added and is not there.');
    return { row, isNew: true };
  }

  async removeWhere({ tableId }: TableRef, { filter }: Pick<RowChange, 'filter'>): Promise<number> {
    const held = this.#of(tableId);
    const left = held.rows.filter(({ cells }) => !isLike(cells, filter));
    const count = held.rows.length - left.length;
    held.rows = left;
    return count;
  }

  #hold(table: TemplateTable, now: number): Held {
    const facts = { id: refOf(table), name: table.name, columns: columnsOf(table), rowCount: table.rows.length };
    const rows = rowsOf(table, now).map((cells) => this.#row(cells));
    return {
      table: { ...facts, createdAt: this.#now, updatedAt: this.#now },
      rows,
      added: new Set(),
      changed: new Set(),
    };
  }

  #row(cells: Row['cells']): Row {
    return { id: randomUUID(), cells, addedAt: this.#now, changedAt: this.#now };
  }

  #change(held: Held, row: Row, changes: Row['cells']): Row {
    const changed = { ...row, cells: changedCells(held.table.columns, row.cells, changes) };
    this.#put(held, changed);
    held.changed.add(row.id);
    return changed;
  }

  /** Throws TableError where another row has a value that no two rows may have. */
  #put(held: Held, row: Row): void {
    const others = held.rows.filter(({ id }) => id !== row.id);
    for (const column of held.table.columns.filter(({ unique }) => unique)) {
      const value = own(row.cells, column.id);
      if (value === undefined || !others.some(({ cells }) => own(cells, column.id) === value)) continue;
      const message = `Another row has this value in “${column.name}”, and no two may.`;
      throw new TableError('value_taken', message, { column: column.id });
    }
    held.rows = held.rows.some(({ id }) => id === row.id)
      ? held.rows.map((other) => (other.id === row.id ? row : other))
      : [...held.rows, row];
  }

  #of(tableId: string): Held {
    const held = this.#held.get(tableId);
    if (held === undefined) throw new TableError('table_missing', 'The table is gone. Choose another one.');
    return held;
  }
}
