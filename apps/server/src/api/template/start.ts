import { z } from 'zod';
import { startFromTemplate } from '../../templates/startFromTemplate.ts';
import { tableId, tableName } from '../table/inputs.ts';
import { inWorkspace } from '../trpc.ts';

const key = z.string().max(60);

const Choice = z.union([z.object({ key, use: tableId }), z.object({ key, make: tableName, withRows: z.boolean() })]);

export const start = inWorkspace('flow.create')
  .input(z.object({ templateId: z.string().max(100), tables: z.array(Choice).max(10).optional() }))
  .mutation(({ ctx, input }) => startFromTemplate(input, ctx.access, ctx));
