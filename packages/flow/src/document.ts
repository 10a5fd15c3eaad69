import type { Mapping as MappingShape } from '@patchbay/expression';
import { z } from 'zod/mini';
import { JsonValue, Shallow } from './json.ts';

/** The version of the document shape below. Older ones are brought here by `migrateDocument`. */
export const DOCUMENT_VERSION = 1;

/** Starts with a letter, then letters, digits, `_`: an id is also the step's variable name in formulas. Never a name. */
export const StepId = z
  .string()
  .check(z.regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/))
  .brand<'StepId'>();
export type StepId = z.infer<typeof StepId>;

/** Also keys of records, so no name that objects have by themselves. */
const RecordId = z.string().check(
  z.minLength(1),
  z.maxLength(64),
  z.refine((id) => id !== '__proto__', 'cannot be called that.'),
);

export const EdgeId = RecordId.brand<'EdgeId'>();
export type EdgeId = z.infer<typeof EdgeId>;

export const NoteId = RecordId.brand<'NoteId'>();
export type NoteId = z.infer<typeof NoteId>;

const Reference = z.strictObject({
  kind: z.literal('reference'),
  step: StepId,
  path: z.array(z.union([z.string(), z.int().check(z.nonnegative())])).check(z.maxLength(64)),
});
const Formula = z.strictObject({ kind: z.literal('formula'), source: z.string().check(z.maxLength(10_000)) });

/** How one input field gets its value; the shape is `@patchbay/expression`'s `Mapping`. */
export const Mapping: z.ZodMiniType<MappingShape> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('literal'), value: JsonValue }),
    Reference,
    Formula,
    z.strictObject({
      kind: z.literal('template'),
      parts: z.array(z.union([z.string(), Reference, Formula])).check(z.maxLength(1_000)),
    }),
    z.strictObject({ kind: z.literal('object'), fields: z.record(z.string(), Mapping) }),
    z.strictObject({ kind: z.literal('list'), items: z.array(Mapping).check(z.maxLength(10_000)) }),
  ]),
);
export type Mapping = MappingShape;

/** Which operation of which connector a step performs, at the connector version it was built with. */
export const OperationRef = z.strictObject({
  connector: z.string().check(z.minLength(1), z.maxLength(100)),
  version: z.string().check(z.minLength(1), z.maxLength(40)),
  operation: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type OperationRef = z.infer<typeof OperationRef>;

/** Further tries after a failure that may pass. `tries` counts the first one too. Waits in milliseconds. */
export const RetryPolicy = z.strictObject({
  tries: z.int().check(z.minimum(1), z.maximum(10)),
  firstWaitMs: z.int().check(z.minimum(0), z.maximum(86_400_000)),
});
export type RetryPolicy = z.infer<typeof RetryPolicy>;

export const Position = z.strictObject({ x: z.number(), y: z.number() });
export type Position = z.infer<typeof Position>;

/** One box on the canvas: which operation it uses and how its inputs are filled. */
export const Step = z.strictObject({
  id: StepId,
  name: z.string().check(z.minLength(1), z.maxLength(120)),
  uses: OperationRef,
  inputs: z.record(z.string().check(z.maxLength(200)), z.pipe(Shallow, Mapping)),
  /** The connected account it uses, by id; absent where the operation needs none or none is chosen yet. */
  connection: z.optional(z.string().check(z.maxLength(64))),
  /** The loop this step stands inside; absent at the top. */
  parent: z.optional(StepId),
  /** Overrides the five tries of the engine. */
  retry: z.optional(RetryPolicy),
  /** Until an account is chosen it works on its mock, also in tries for real; it cannot be published so. */
  onMock: z.optional(z.boolean()),
  /** Switched off: runs pass it by, as if the wires into it led to what follows its first way out. */
  disabled: z.optional(z.boolean()),
  /** A frame that is drawn as one card. Like the position it says nothing of how the flow runs. */
  folded: z.optional(z.boolean()),
  /** How long one try of a call may take, in milliseconds. */
  timeoutMs: z.optional(z.int().check(z.minimum(100), z.maximum(86_400_000))),
  position: Position,
});
export type Step = z.infer<typeof Step>;

/**
 * `to` may start once `from` has finished through `outlet`.
 * Every step has the outlet `done`, or the ones its operation names, and `error`, which catches its Failure.
 * Both ends have the same `parent`.
 */
export const Edge = z.strictObject({
  id: EdgeId,
  from: StepId,
  outlet: z.string().check(z.minLength(1), z.maxLength(64)),
  to: StepId,
});
export type Edge = z.infer<typeof Edge>;

/** Text a person left on the canvas. Sizes in canvas pixels. */
export const Note = z.strictObject({
  id: NoteId,
  text: z.string().check(z.maxLength(10_000)),
  position: Position,
  width: z.number().check(z.minimum(80), z.maximum(2_000)),
  height: z.number().check(z.minimum(40), z.maximum(2_000)),
});
export type Note = z.infer<typeof Note>;

/** Records by their ids: a record that says another id than its key is refused. */
export function recordsOf<T extends z.ZodMiniType<{ id: string }>>(record: T) {
  return z.record(z.string(), record).check(
    z.superRefine((records, context) => {
      for (const [key, { id }] of Object.entries(records)) {
        if (key !== id)
          context.addIssue({ code: 'custom', path: [key, 'id'], message: `should be ${key}, as its key says.` });
      }
    }),
  );
}

/** What holds for the flow as a whole. */
export const FlowSettings = z.strictObject({
  /** How long a run may take from its start, waits included, in milliseconds. */
  timeLimitMs: z.optional(z.int().check(z.minimum(1_000), z.maximum(2_592_000_000))),
  /** The flow that is started when a run of this one fails, by id. */
  onFailure: z.optional(z.string().check(z.minLength(1), z.maxLength(64))),
  /** How many runs may be under way at the same time; absent: any number. */
  atOnce: z.optional(z.int().check(z.minimum(1), z.maximum(1_000))),
  /** Worked out of what a trigger gave: the limit counts for each of its values by itself, and is 1 where none is set. */
  key: z.optional(z.pipe(Shallow, Mapping)),
});
export type FlowSettings = z.infer<typeof FlowSettings>;

/** What a person draws. Edited through commands, published as a FlowVersion. Keys are the records' ids. */
export const FlowDocument = z.strictObject({
  version: z.literal(DOCUMENT_VERSION),
  steps: recordsOf(Step),
  edges: recordsOf(Edge),
  notes: recordsOf(Note),
  settings: z.optional(FlowSettings),
});
export type FlowDocument = z.infer<typeof FlowDocument>;

export const DONE = 'done';
export const ERROR = 'error';

export const emptyDocument: FlowDocument = { version: DOCUMENT_VERSION, steps: {}, edges: {}, notes: {} };
