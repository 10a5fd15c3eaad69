import { say } from '@patchbay/words';
import { slugOf } from '@patchbay/flow';
import { z } from 'zod';
import { tableLimits } from './limits.ts';
import { TableError } from './tableError.ts';

export const columnTypes = ['text', 'number', 'yesNo', 'date', 'choice', 'json'] as const;

/** What the cells of a column hold: the values of a `choice` are its `choices`, those of `json` any JSON. */
export type ColumnType = (typeof columnTypes)[number];

/**
 * A column of a table. Its id stands in flows and cells and never changes; people see its name. A filled cell of a `unique`
 * column differs from all others; a `required` one is never empty.
 */
export type Column = z.infer<typeof Column>;

export const Column = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(columnTypes),
  required: z.boolean(),
  unique: z.boolean(),
  choices: z.array(z.string()).optional(),
});

/** A column as a person describes it. */
export type NewColumn = {
  name: string;
  type: ColumnType;
  required?: boolean | undefined;
  unique?: boolean | undefined;
  choices?: readonly string[] | undefined;
};

/** What a row has beside its cells; no column is called so. */
export const rowFacts = ['rowId', 'addedAt', 'changedAt'] as const;

/** A new column at the end of others, with an id of its own. Throws TableError. */
export function newColumn(wanted: NewColumn, others: readonly Column[]): Column {
  if (others.length >= tableLimits.columns)
    throw new TableError('too_many_columns', 'A table has 100 columns at most.');
  const taken: ReadonlySet<string> = new Set([...others.map(({ id }) => id), ...rowFacts]);
  return asColumn({ ...wanted, id: freshId(wanted.name, taken) }, others);
}

/** The columns of a new table. Throws TableError. */
export function newColumns(wanted: readonly NewColumn[]): Column[] {
  const columns: Column[] = [];
  for (const column of wanted) columns.push(newColumn(column, columns));
  return columns;
}

/** A column as it is to be, beside `others`. Throws TableError. */
export function asColumn({ id, type, ...wanted }: NewColumn & { id: string }, others: readonly Column[]): Column {
  const name = wanted.name.trim();
  if (name === '') throw new TableError('name_missing', 'A column needs a name.', { column: id });
  if (name.length > tableLimits.name || name.includes('\0') || !name.isWellFormed()) {
    throw new TableError('name_not_valid', 'The name of a column is a text of 80 characters at most.', { column: id });
  }
  if (others.some((other) => other.id !== id && isSameName(other.name, name))) {
    throw new TableError('name_taken', say('There is another column called “{name}”.', { name }), { column: id });
  }
  const unique = wanted.unique === true;
  if (unique && (type === 'json' || type === 'yesNo')) {
    throw new TableError(
      'not_unique',
      type === 'json' ? 'A column of any data cannot be unique.' : 'A column of yes and no cannot be unique.',
    );
  }
  const column = { id, name, type, required: wanted.required === true, unique };
  return type === 'choice' ? { ...column, choices: choicesOf(wanted.choices ?? [], name) } : column;
}

/** Names that a person would take for one another. */
export function isSameName(left: string, right: string): boolean {
  return left.trim().toLowerCase() === right.trim().toLowerCase();
}

function choicesOf(wanted: readonly string[], name: string): string[] {
  const choices = [...new Set(wanted.map((choice) => choice.trim()).filter((choice) => choice !== ''))];
  if (choices.length === 0)
    throw new TableError('choices_missing', say('“{name}” needs at least one choice.', { name }));
  const isFit = choices.every(
    (choice) => choice.length <= tableLimits.name && !/\0/.test(choice) && choice.isWellFormed(),
  );
  if (choices.length <= tableLimits.choices && isFit) return choices;
  throw new TableError('choices_not_valid', '200 choices at most, of 80 characters each.');
}

function freshId(name: string, taken: ReadonlySet<string>): string {
  const plain =
    /^[^A-Za-z]*[A-Za-z]/.test(name) && !/^\W*\d/.test(name) ? slugOf(name) : slugOf(['column', name].join(' '));
  let id = plain;
  for (let count = 2; taken.has(id); count += 1) id = `${plain}${count}`;
  return id;
}
