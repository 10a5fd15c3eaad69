import { z } from 'zod';
import { importConnector } from '../../connectors/importConnector.ts';
import { inWorkspace } from '../trpc.ts';

const Source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().min(1) }),
  // What is no address is told in words of its own.
  z.object({ kind: z.literal('link'), url: z.string().min(1).max(2_000) }),
]);

export const importDescription = inWorkspace('connector.import')
  .input(
    z.object({
      source: Source,
      name: z.string().trim().min(1).max(80).optional(),
      baseUrl: z.string().max(2_000).optional(),
      importId: z.string().max(64).optional(),
    }),
  )
  .mutation(({ ctx, input }) => importConnector(input, ctx.access, ctx));
