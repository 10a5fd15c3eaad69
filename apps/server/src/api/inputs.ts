import { z } from 'zod';

/** A name that a person types for a flow. */
export const flowName = z.string().trim().min(1).max(120);

/** One page of a list: where the last one ended, and how much is wanted. */
export const page = z.object({
  search: z.string().trim().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(200).default(50),
});
