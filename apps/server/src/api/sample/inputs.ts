import { StepId } from '@patchbay/flow';
import { z } from 'zod';
import { sampleLimits } from '../../samples/sampleStore.ts';

/** Which sample of a flow is meant. */
export const sampleKey = z.object({
  stepId: z.string().refine((id) => StepId.safeParse(id).success),
  isPin: z.boolean(),
  name: z.string().trim().max(sampleLimits.name).default(''),
});
