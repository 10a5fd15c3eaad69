import { z } from 'zod';
import { AppError } from '../errors.ts';

const Cursor = z.tuple([z.string().max(500), z.string().max(100)]);

/** Where a page of a list ended, as text for the browser: the last row's sort value and its id. */
export function writeCursor(value: string, id: string): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url');
}

/** The sort value and id of a cursor; undefined for the first page. Throws `input_not_understood` for anything else. */
export function readCursor(cursor: string | undefined): { value: string; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [value, id] = parse(Buffer.from(cursor, 'base64url').toString());
  return { value, id };
}

function parse(text: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('input_not_understood', { cause });
  }
}

/** One row more than asked for was read: the page, and whether there is another. */
export function cutPage<T>(rows: readonly T[], limit: number): { items: T[]; last: T | undefined } {
  const items = rows.slice(0, limit);
  return { items, last: rows.length > limit ? items.at(-1) : undefined };
}
