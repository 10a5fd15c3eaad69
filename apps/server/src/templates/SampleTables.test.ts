import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../api/testing.ts';
import { conditionsOf, orderOf } from '../tables/conditions.ts';
import { TableError } from '../tables/tableError.ts';
import type { TableRef } from '../tables/tableStore.ts';
import type { TableHands } from '../worker/hosted/tables.ts';
import { columnsOf, refOf, rowsOf } from './broughtTables.ts';
import { SampleTables } from './SampleTables.ts';
import type { TemplateTable } from './template.ts';

const NOW = Date.parse('2026-11-23T09:00:00Z');

const brought: TemplateTable = {
  key: 'people',
  name: 'People',
  holds: 'Whom we know.',
  begins: 'empty',
  columns: [
    { name: 'Name', type: 'text', unique: true },
    { name: 'Age', type: 'number' },
    { name: 'Member', type: 'yesNo' },
    { name: 'Since', type: 'date' },
    { name: 'State', type: 'choice', choices: ['New', 'Known'] },
    { name: 'More', type: 'json' },
  ],
  rows: [
    { Name: 'Ann', Age: 31, Member: true, Since: '2026-03-14', State: 'New', More: { a: 1 } },
    { Name: 'ann lee', Age: 4, Member: false, Since: '2026-03-14T09:30:00Z', State: 'Known', More: [1, 2] },
    { Name: 'Bo', Age: -2.5, Since: { daysFromToday: -1 }, More: 'text' },
    { Name: 'Zoë' },
    { Name: 'über', Age: 100, Member: true, State: 'New' },
  ],
};

let test: TestApp;
let kept: { tables: TableHands; ref: TableRef };
let inMemory: { tables: TableHands; ref: TableRef };

beforeAll(async () => {
  test = await testApp();
  const { workspaceId } = await test.signUp('Ada Lovelace');
  const columns = columnsOf(brought);
  const { id } = await test.app.tables.create({ workspaceId, name: 'People', columns, rows: rowsOf(brought, NOW) });
  kept = { tables: test.app.tables, ref: { workspaceId, tableId: id } };
  inMemory = { tables: new SampleTables([brought], NOW), ref: { workspaceId, tableId: refOf(brought) } };
});
afterAll(() => test.drop());

const values: Record<string, unknown[]> = {
  name: ['Ann', 'ann', 'n', 'Zoë', ''],
  age: [31, -2.5, 50],
  member: [true, false],
  since: ['2026-03-14', '2026-11-22'],
  state: ['New', 'new', 'Gone'],
  more: [{ a: 1 }, [1, 2], 'text'],
};
/** Nobody sorts data that is no single value, and its spaces differ. */
const ORDERED = new Set(['greater', 'atLeast', 'less', 'atMost']);
const comparisons =
  'is isNot greater atLeast less atMost contains containsNot startsWith endsWith oneOf isEmpty isFilled';

async function found({ tables, ref }: typeof kept, given: unknown[], { field = 'name', ignoreCase = false } = {}) {
  const table = await tables.find(ref);
  if (table === null) throw new Error('No table.');
  try {
    const filter = { conditions: conditionsOf(table.columns, given), match: 'all' as const, ignoreCase };
    const order = orderOf(table.columns, { field, order: 'ascending' });
    const rows = await tables.rows(table, { filter, order, limit: 100 });
    const count = await tables.count(table, filter);
    return { names: rows.map(({ cells }) => cells.name), count };
  } catch (error) {
    if (error instanceof TableError) return error.code;
    throw error;
  }
}

describe.each(comparisons.split(' '))('“%s”', (comparison) => {
  it.each([true, false])('finds in memory what PostgreSQL finds (capital letters ignored: %s)', async (ignoreCase) => {
    const fields = Object.entries(values).filter(([field]) => field !== 'more' || !ORDERED.has(comparison));
    for (const [field, all] of fields) {
      for (const value of all) {
        const asked = [{ field, comparison, value }];
        const [mine, theirs] = [inMemory, kept].map((side) => found(side, asked, { ignoreCase }));
        expect({ field, value, found: await mine }).toEqual({ field, value, found: await theirs });
      }
    }
  });
});

it.each(['age', 'name', 'since', 'addedAt'])('sorts by “%s” as PostgreSQL does, empty cells last', async (field) => {
  expect(await found(inMemory, [], { field })).toEqual(await found(kept, [], { field }));
});

it('writes as real tables do: adds, changes the one that is there, deletes', async () => {
  for (const { tables, ref } of [kept, inMemory]) {
    const table = await tables.find(ref);
    const [by] = table?.columns ?? [];
    if (table === null || by === undefined) throw new Error('No table.');
    expect(await tables.upsert(ref, { by, cells: { name: 'Bo', age: 7 } })).toMatchObject({ isNew: false });
    expect(await tables.upsert(ref, { by, cells: { name: 'Cid' } })).toMatchObject({ isNew: true });
    await expect(tables.add(ref, [{ name: 'Ann' }])).rejects.toThrow(TableError);
    const filter = { conditions: conditionsOf(table.columns, [{ field: 'age', value: 7 }]), match: 'all' } as const;
    const change = { filter: { ...filter, ignoreCase: false }, changes: { state: 'Known' } };
    expect(await tables.updateWhere(ref, change)).toMatchObject({ count: 1, rows: [{ cells: { state: 'Known' } }] });
    expect(await tables.removeWhere(ref, change)).toBe(1);
  }
  expect(await found(inMemory, [])).toEqual(await found(kept, []));
});

it('counts days from the moment it is tried', () => {
  expect(rowsOf(brought, NOW)[2]).toMatchObject({ since: '2026-11-22' });
});
