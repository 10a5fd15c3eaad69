import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** One piece of code to run: a line of JSON to the child. */
export type Job = {
  code: string;
  /** JSON text. */
  input: string;
  /** What clocks inside show, milliseconds since 1970. */
  now: number;
  /** Where its random numbers begin: a whole number from 0 up to 2^32. */
  seed: number;
  timeMs: number;
};

/** Why code came to no result. `crashed`: the interpreter broke. */
const stopReasons = [
  'syntax',
  'threw',
  'too-slow',
  'out-of-memory',
  'too-deep',
  'never-settled',
  'not-data',
  'too-large',
  'crashed',
] as const;

export type StopReason = (typeof stopReasons)[number];

const Logs = z.array(z.string().max(LIMITS.logLineCharacters)).max(LIMITS.logLines + 1);

/**
 * What came of it. Checked like anything from outside: whoever broke out of the interpreter
 * writes it.
 */
const ran = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('returned'), result: z.string().max(LIMITS.resultCharacters), logs: Logs }),
  z.strictObject({
    kind: z.literal('stopped'),
    reason: z.enum(stopReasons),
    message: z.string().max(LIMITS.messageCharacters).optional(),
    line: z.int().positive().optional(),
    logs: Logs,
  }),
]);
export type Ran = z.infer<typeof ran>;

/** A line from the child: it has started, or what came of its job. `spent`: it should not be used again. */
export const ChildLine = z.union([
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('ran'), ran, spent: z.boolean() }),
]);
export type ChildLine = z.infer<typeof ChildLine>;
