import { z } from 'zod';

/** A field of the form of a step, as far as it is filled. */
export const LookupField = z.object({
  connector: z.string().max(100),
  version: z.string().max(100),
  operation: z.string().max(200),
  field: z.string().max(300),
  input: z.record(z.string().max(300), z.json()).default({}),
  connection: z.string().max(64).optional(),
  isFresh: z.boolean().optional(),
});
