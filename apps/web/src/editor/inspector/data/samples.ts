import { mockCall, type Operation, sampleFromSchema } from '@patchbay/connector';
import { previewMapping } from '@patchbay/execution';
import type { EvaluationContext } from '@patchbay/expression';
import {
  type FlowDocument,
  loopsAround,
  type OperationRef,
  type Step,
  type StepId,
  topologicalOrder,
} from '@patchbay/flow';
import type { JSONSchema } from './jsonSchema.ts';
import { own } from './own.ts';

export type SampleSource = 'try' | 'example' | 'sample';
type Sample = { value: unknown; from: SampleSource };

/** Example values of a flow's steps, each worked out once. */
export type Samples = {
  /** What `step` gave in the last try, or would give. Undefined for a step that is not there. */
  of(step: string): Sample | undefined;
  /** What a mapping of `reader` sees: outputs of steps, and `{ item, index }` of the loops around it. */
  contextOf(reader: string, isInside?: boolean): EvaluationContext;
};

export type SampleInput = {
  flow: FlowDocument;
  find(uses: OperationRef): Operation | undefined;
  /** What a step gives that works with a flow or a table; absent where nobody knows. */
  outputOf?(step: StepId): JSONSchema;
  /** Outputs of the last try, by step. */
  tried: ReadonlyMap<string, unknown>;
  /** What `now()` gives, in milliseconds. */
  now: number;
};

/**
 * Sample values for the picker and the live result lines: what the last try gave; else the trigger's example; else what the
 * step's inputs give on the samples before it, as its mock would answer.
 */
export function createSamples({ flow, find, outputOf, tried, now }: SampleInput): Samples {
  const known = new Map<string, Sample>();
  const order = new Map(topologicalOrder(flow).map((id, at) => [String(id), at]));

  function of(id: string): Sample | undefined {
    const before = known.get(id);
    if (before !== undefined) return before;
    const step = own(flow.steps, id);
    if (step === undefined) return undefined;
    if (tried.has(id)) return keep(id, { value: tried.get(id), from: 'try' });
    // A circle of steps must end: what is being worked out has no value yet.
    known.set(id, { value: undefined, from: 'sample' });
    return keep(id, sampleOf(step));
  }

  function keep(id: string, sample: Sample): Sample {
    known.set(id, sample);
    return sample;
  }

  function contextOf(reader: string, isInside = false): EvaluationContext {
    const loops = new Set<string>(loopsAround(flow, reader));
    if (isInside) loops.add(reader);
    const at = order.get(reader) ?? Number.POSITIVE_INFINITY;
    const isBefore = (id: string) => isInside || (order.get(id) ?? 0) < at || at === Number.POSITIVE_INFINITY;
    return {
      now,
      value: (id) => (loops.has(id) ? itemOf(id) : isBefore(id) ? of(id)?.value : undefined),
    };
  }

  function itemOf(loop: string): { item: unknown; index: number } {
    const items = inputOf(loop, 'items');
    return { item: Array.isArray(items) ? items[0] : undefined, index: 0 };
  }

  function inputOf(id: string, name: string): unknown {
    const mapping = own(own(flow.steps, id)?.inputs ?? {}, name);
    if (mapping === undefined) return undefined;
    const preview = previewMapping(mapping, contextOf(id));
    return preview.ok ? preview.value : undefined;
  }

  function sampleOf(step: Step): Sample {
    const operation = find(step.uses);
    if (operation === undefined) return { value: undefined, from: 'sample' };
    if (operation.kind === 'trigger') return triggerSample(operation, (input) => inputOf(step.id, input));
    if (operation.kind === 'branch')
      return { value: { answer: inputOf(step.id, 'condition') === true }, from: 'sample' };
    if (operation.kind === 'forEach') return { value: loopSample(step), from: 'sample' };
    if (operation.typedBy !== undefined && outputOf !== undefined)
      return { value: sampleFromSchema(outputOf(step.id)), from: 'sample' };
    const input = Object.fromEntries(Object.keys(step.inputs).map((name) => [name, inputOf(step.id, name)]));
    return { value: withGiven(operation, input, mocked(operation, input)), from: 'sample' };
  }

  function loopSample(step: Step): unknown {
    const items = inputOf(step.id, 'items');
    const count = Array.isArray(items) ? items.length : 0;
    const collect = own(step.inputs, 'collect');
    const kept = collect && count > 0 ? previewMapping(collect, contextOf(step.id, true)) : undefined;
    return { count, items: kept?.ok === true ? [kept.value] : [] };
  }

  return { of, contextOf };
}

function triggerSample(operation: Operation, inputOf: (input: string) => unknown): Sample {
  const { outputFrom } = operation;
  if (outputFrom === undefined) return { value: mocked(operation, {}), from: 'sample' };
  const given = inputOf(outputFrom.input);
  if (outputFrom.as === undefined) return { value: given, from: 'example' };
  const method = inputOf('method') ?? 'POST';
  return { value: { [outputFrom.as]: given, query: {}, headers: {}, method }, from: 'example' };
}

/** An operation that came over the network has lost its code; what it promises by `outputFrom` still holds. */
function withGiven({ outputFrom }: Operation, input: Record<string, unknown>, answer: unknown): unknown {
  if (outputFrom === undefined) return answer;
  const given = input[outputFrom.input];
  if (outputFrom.as === undefined) return given ?? {};
  return { ...(typeof answer === 'object' ? answer : {}), [outputFrom.as]: given };
}

function mocked(operation: Operation, input: unknown): unknown {
  try {
    return mockCall(operation, input);
  } catch {
    return undefined; // An operation that refuses its input has no sample until the input is right.
  }
}
