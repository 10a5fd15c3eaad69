import { mockCall, type Operation, sampleFromSchema } from '@patchbay/connector';
import { previewMapping } from '@patchbay/execution';
import type { EvaluationContext } from '@patchbay/expression';
import {
  ERROR,
  type FlowDocument,
  type FlowGraph,
  loopsAround,
  type OperationRef,
  type Step,
  type StepId,
  schemaOfFields,
  typedFields,
  upstreamOf,
} from '@patchbay/flow';
import { t } from '../../../texts/t.ts';
import { flowGraph, flowOrder } from '../../document/flowGraph.ts';
import type { JSONSchema } from './jsonSchema.ts';
import { own } from './own.ts';
import { scheduleSample } from './scheduleSample.ts';

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
export function createSamples(input: SampleInput): Samples {
  const work = new SampleWork(input);
  return { of: (step) => work.of(step), contextOf: (reader, isInside) => work.contextOf(reader, isInside) };
}

class SampleWork {
  readonly #input: SampleInput;
  readonly #known = new Map<string, Sample>();
  readonly #graph: FlowGraph;
  readonly #order: ReadonlyMap<string, number>;
  /** The repetitions whose round is being worked out. */
  readonly #rounds = new Set<string>();

  constructor(input: SampleInput) {
    this.#input = input;
    this.#graph = flowGraph(input.flow);
    this.#order = new Map(flowOrder(input.flow).map((id, at) => [String(id), at]));
  }

  of(id: string): Sample | undefined {
    const before = this.#known.get(id);
    if (before !== undefined) return before;
    const step = own(this.#input.flow.steps, id);
    if (step === undefined) return undefined;
    if (this.#input.tried.has(id)) return this.#keep(id, { value: this.#input.tried.get(id), from: 'try' });
    // A circle of steps must end: what is being worked out has no value yet.
    this.#known.set(id, { value: undefined, from: 'sample' });
    return this.#keep(id, this.#sampleOf(step));
  }

  #keep(id: string, sample: Sample): Sample {
    this.#known.set(id, sample);
    return sample;
  }

  contextOf(reader: string, isInside = false): EvaluationContext {
    const loops = new Set<string>(loopsAround(this.#input.flow, reader));
    if (isInside) loops.add(reader);
    const at = this.#order.get(reader) ?? Number.POSITIVE_INFINITY;
    const isBefore = (id: string) => isInside || (this.#order.get(id) ?? 0) < at || at === Number.POSITIVE_INFINITY;
    const failed = this.#hasFailedBefore(reader);
    return {
      now: this.#input.now,
      value: (id) => {
        if (loops.has(id)) return this.#roundOf(id);
        if (!isBefore(id)) return undefined;
        const value = this.of(id)?.value;
        return failed(id) && !isFailure(value) ? FAILURE : value;
      },
    };
  }

  /** What a step has given where only its error outlet leads to the reader. */
  #hasFailedBefore(reader: string): (id: string) => boolean {
    let before: ReadonlySet<string> | undefined;
    return (id) => {
      const out = this.#graph.outgoing(id);
      if (!out.some(({ outlet }) => outlet === ERROR)) return false;
      before ??= new Set<string>([...upstreamOf(this.#input.flow, reader, this.#graph), reader]);
      const ways = out.filter(({ to }) => before?.has(to) === true);
      return ways.length > 0 && ways.every(({ outlet }) => outlet === ERROR);
    };
  }

  /** What a frame gives to the steps inside it, in its first round. */
  #roundOf(id: string): unknown {
    const frame = this.#frameOf(id);
    if (frame === 'once') return {};
    if (frame === 'until') return { previous: this.#previousOf(id), index: 0 };
    const items = this.#inputOf(id, 'items');
    return { item: Array.isArray(items) ? items[0] : undefined, index: 0 };
  }

  /** What a round hands on may be made of what the round before handed on: that ends here. */
  #previousOf(id: string): unknown {
    if (this.#rounds.has(id)) return undefined;
    this.#rounds.add(id);
    const previous = this.#collectedOf(id);
    this.#rounds.delete(id);
    return previous;
  }

  #frameOf(id: string): Operation['frame'] {
    const step = own(this.#input.flow.steps, id);
    return step && this.#input.find(step.uses)?.frame;
  }

  #inputOf(id: string, name: string): unknown {
    const mapping = own(own(this.#input.flow.steps, id)?.inputs ?? {}, name);
    if (mapping === undefined) return undefined;
    const preview = previewMapping(mapping, this.contextOf(id));
    return preview.ok ? preview.value : undefined;
  }

  #sampleOf(step: Step): Sample {
    const operation = this.#input.find(step.uses);
    if (operation === undefined) return { value: undefined, from: 'sample' };
    if (operation.kind === 'trigger')
      return triggerSample(operation, step.inputs, (input) => this.#inputOf(step.id, input));
    if (operation.kind === 'branch')
      return { value: { answer: this.#inputOf(step.id, 'condition') === true }, from: 'sample' };
    if (operation.kind === 'forEach') return { value: this.#loopSample(step), from: 'sample' };
    const { outputOf } = this.#input;
    if (operation.typedBy !== undefined && outputOf !== undefined)
      return { value: sampleFromSchema(outputOf(step.id)), from: 'sample' };
    const input = Object.fromEntries(Object.keys(step.inputs).map((name) => [name, this.#inputOf(step.id, name)]));
    return { value: withGiven(operation, input, mocked(operation, input)), from: 'sample' };
  }

  #loopSample(step: Step): unknown {
    const frame = this.#frameOf(step.id);
    if (frame === 'once') return this.#collectedOf(step.id);
    if (frame === 'until') return { count: 1, last: this.#collectedOf(step.id) };
    const items = this.#inputOf(step.id, 'items');
    const count = Array.isArray(items) ? items.length : 0;
    const kept = count > 0 ? this.#collectedOf(step.id) : undefined;
    const given = { count, items: kept === undefined ? [] : [kept] };
    const onError = this.#inputOf(step.id, 'onError');
    if (onError === 'skip') return { ...given, failed: 0 };
    if (onError !== 'collect') return given;
    const item = Array.isArray(items) ? items[0] : undefined;
    return { ...given, failed: 1, errors: [{ index: 0, item, ...FAILURE }] };
  }

  /** What is kept of a round: as it is mapped, else what the last step inside gives. */
  #collectedOf(id: string): unknown {
    const collect = own(own(this.#input.flow.steps, id)?.inputs ?? {}, 'collect');
    if (collect !== undefined) {
      const preview = previewMapping(collect, this.contextOf(id, true));
      return preview.ok ? preview.value : undefined;
    }
    const ends = this.#graph.inside(id).filter((inner) => this.#graph.outgoing(inner.id).length === 0);
    return ends.length === 1 ? this.of(ends[0]?.id ?? '')?.value : undefined;
  }
}

/** What a step gives after its error outlet. */
const FAILURE = {
  error: { code: 'request_failed', message: t('The other side answered with an error.'), status: 500 },
};

function isFailure(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).join() === 'error';
}

function triggerSample(operation: Operation, inputs: Step['inputs'], inputOf: (input: string) => unknown): Sample {
  const { outputFrom, fieldsFrom } = operation;
  const fields = fieldsFrom && typedFields(own(inputs, fieldsFrom.input));
  if (fields !== undefined && fields.length > 0) {
    const given = inputOf('example');
    return given === undefined
      ? { value: sampleFromSchema(schemaOfFields(fields)), from: 'sample' }
      : { value: given, from: 'example' };
  }
  if (outputFrom === undefined) {
    const value = mocked(operation, {});
    return { value: operation.startedBy === 'schedule' ? scheduleSample(inputs, value) : value, from: 'sample' };
  }
  const given = inputOf(outputFrom.input);
  if (outputFrom.as === undefined) return { value: given, from: 'example' };
  const method = inputOf('method') ?? 'POST';
  return { value: { [outputFrom.as]: given, query: {}, headers: {}, method, path: '' }, from: 'example' };
}

/** An operation that came over the network has lost its code; what it promises by `outputFrom` still holds. */
function withGiven({ outputFrom }: Operation, input: Record<string, unknown>, answer: unknown): unknown {
  if (outputFrom === undefined) return answer;
  const given = input[outputFrom.input];
  if (outputFrom.as === undefined) return given ?? {};
  if (given === undefined) return answer;
  return { ...(typeof answer === 'object' ? answer : {}), [outputFrom.as]: given };
}

function mocked(operation: Operation, input: unknown): unknown {
  try {
    return mockCall(operation, input);
  } catch {
    return undefined; // An operation that refuses its input has no sample until the input is right.
  }
}
