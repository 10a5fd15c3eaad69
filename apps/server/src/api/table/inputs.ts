import { z } from 'zod';
import { columnTypes } from '../../tables/column.ts';

export const tableId = z.string().max(64);

export const tableName = z.string().trim().min(1).max(80).refine(isStorable);

/** A column as a person describes it. What fits is decided by the use case, in words. */
export const newColumn = z.object({
  name: z.string().max(200),
  type: z.enum(columnTypes),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  choices: z.array(z.string().max(200)).max(1_000).optional(),
});

/** A file that a person chose, as text. */
export const csvText = z.string().max(26 * 1024 * 1024);

export const values = z.record(z.string().max(200), z.unknown());

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
