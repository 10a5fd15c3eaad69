import { z } from 'zod';

/** A name that a person types for a flow. */
export const flowName = z.string().trim().min(1).max(120);

/** What a person searches for. It may be pasted from anywhere: NUL, which no text here holds and PostgreSQL refuses, is no part of it. */
export const searchText = z
  .string()
  .trim()
  .overwrite((text) => text.replaceAll('\u0000', ''))
  .max(200);

/** One page of a list: where the last one ended, and how much is wanted. */
export const page = z.object({
  search: searchText.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(200).default(50),
});

/** Only what began in the last so many hours. */
export const withinHours = z.int().min(1).max(10_000).optional();

/** The instant that goes back to. */
export function sinceOf(hours: number | undefined, now: number): string | undefined {
  return hours === undefined ? undefined : new Date(now - hours * 3_600_000).toISOString();
}
