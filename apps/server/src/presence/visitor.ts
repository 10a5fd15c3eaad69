import { z } from 'zod';

/** What is longer is cut: a notification has room for so much. */
export const LONGEST_NAME = 100;

/** A tab in which somebody has a flow open. `stepId`: the step whose panel is open there. */
export const Visitor = z.object({
  clientId: z.string().max(64),
  userId: z.string().max(64),
  name: z.string().max(LONGEST_NAME),
  stepId: z.string().max(64).nullable(),
});
export type Visitor = z.infer<typeof Visitor>;

/** What one process tells the others of a flow; `tabId` is one opened stream. */
export const Told = z.discriminatedUnion('kind', [
  /** `asks`: everybody else who is there is to say so, for somebody has just come. */
  z.object({ kind: z.literal('here'), flowId: z.string(), tabId: z.string(), visitor: Visitor, asks: z.boolean() }),
  z.object({ kind: z.literal('moved'), flowId: z.string(), ...Visitor.omit({ name: true }).shape }),
  z.object({ kind: z.literal('left'), flowId: z.string(), tabId: z.string() }),
]);
export type Told = z.infer<typeof Told>;
