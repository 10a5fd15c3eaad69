import { type FieldSchema, own, setOwn } from '@patchbay/connector';
import type { ThingType } from '@patchbay/flow';
import type { Cells } from './cell.ts';
import type { Column } from './column.ts';
import type { Row, Table } from './tableStore.ts';

/** What a table takes and gives in flows: a row to be written, by column id, and a row as it is read. */
export function rowTypeOf({ name, columns }: Pick<Table, 'name' | 'columns'>): ThingType {
  return { name, input: rowTaken(columns), output: rowGiven(columns) };
}

/** A row as flows read it: every column, null where its cell is empty, and the facts of the row. */
export function rowForFlow(columns: readonly Column[], { id, cells, addedAt, changedAt }: Row): Cells {
  const row: Cells = {};
  for (const column of columns) setOwn(row, column.id, own(cells, column.id) ?? null);
  return { ...row, rowId: id, addedAt, changedAt };
}

/** Nothing is required: a step that changes a row leaves columns out, and a row that lacks one is refused when it is written. */
function rowTaken(columns: readonly Column[]): FieldSchema {
  return {
    type: 'object',
    properties: byId(columns, (column) => ({ ...cellTaken(column), title: column.name, 'x-patchbay-basic': true })),
    additionalProperties: false,
    'x-patchbay-order': columns.map(({ id }) => id),
  };
}

function rowGiven(columns: readonly Column[]): FieldSchema {
  const facts: Record<string, FieldSchema> = {
    rowId: { type: 'string', title: 'Row id', format: 'uuid' },
    addedAt: { type: 'string', title: 'Added at', format: 'date-time' },
    changedAt: { type: 'string', title: 'Changed at', format: 'date-time' },
  };
  const order = [...columns.map(({ id }) => id), ...Object.keys(facts)];
  return {
    type: 'object',
    properties: { ...byId(columns, (column) => ({ ...cellGiven(column), title: column.name })), ...facts },
    required: order,
    additionalProperties: false,
    'x-patchbay-order': order,
  };
}

function byId(columns: readonly Column[], schemaOf: (column: Column) => FieldSchema): Record<string, FieldSchema> {
  return Object.fromEntries(columns.map((column) => [column.id, schemaOf(column)]));
}

const plain = {
  text: { type: 'string' },
  number: { type: 'number' },
  yesNo: { type: 'boolean' },
  date: { type: 'string', format: 'date-time' },
} as const;

function cellTaken({ type, choices = [], required }: Column): Exclude<FieldSchema, boolean> {
  const description = required ? 'It must not be empty.' : undefined;
  const said = description === undefined ? {} : { description };
  if (type === 'json') return { ...said, 'x-patchbay-widget': 'json' };
  return type === 'choice' ? { ...said, type: 'string', enum: [...choices] } : { ...said, ...plain[type] };
}

function cellGiven(column: Column): Exclude<FieldSchema, boolean> {
  const { type, choices = [], required } = column;
  if (type === 'json') return {};
  const { type: kind, ...rest } = type === 'choice' ? { type: 'string' as const, enum: choices } : plain[type];
  if (required) return { ...rest, type: kind };
  return type === 'choice' ? { type: [kind, 'null'], enum: [...choices, null] } : { ...rest, type: [kind, 'null'] };
}
