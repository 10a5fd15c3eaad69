import { z } from 'zod';

/** Which items of loops are looked at, by the loops' paths. The loops of a path are at most as deep as a flow; few are looked at. */
export const shownItems = z.object({
  items: z
    .record(z.string().max(2_000), z.int().nonnegative())
    .refine((asked) => Object.keys(asked).length <= 100)
    .optional(),
});
