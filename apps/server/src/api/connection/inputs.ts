import { z } from 'zod';

const secret = z.string().min(1).max(10_000);
// Which values there are, and what fits, the connector says.
const values = z.record(z.string().max(100), z.string().max(10_000));

/** What a person types to connect an account. */
export const Secret = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('way'), way: z.int().min(0).max(50), values }),
  z.object({ kind: z.literal('bearer'), token: secret }),
  z.object({ kind: z.literal('basic'), username: z.string().max(1_000), password: z.string().max(10_000) }),
  z.object({ kind: z.literal('apiKey'), value: secret }),
  z.object({ kind: z.literal('fields'), id: z.string().max(100), values }),
]);

export const connectionId = z.string().max(64);
