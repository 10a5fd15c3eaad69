import { type Operation, sampleFromSchema } from '@patchbay/connector';
import type { RunMode } from '@patchbay/execution';
import type { Json } from '@patchbay/expression';
import {
  type FlowDocument,
  type OperationRef,
  type Step,
  schemaOfFields,
  topologicalOrder,
  typedFields,
  typedByHand,
} from '@patchbay/flow';
import { scheduleSample } from '../inspector/data/scheduleSample.ts';
import type { TryPart, TryRequest } from './lastTry.ts';

export type Finder = { find(uses: OperationRef): Operation | undefined };

export type TryInput = {
  flowId: string;
  flow: FlowDocument;
  catalog: Finder;
  mode?: RunMode;
  trigger?: string | undefined;
  /** Absent: the trigger's example, or one made up. */
  payload?: Json;
  /** Absent: the whole flow. */
  part?: TryPart | undefined;
};

/** What is asked of the server for a try: by default on sample data, from the first trigger, with its example. */
export function tryRequest({ flowId, flow, catalog, mode = 'mock', trigger, payload, part }: TryInput): TryRequest {
  const triggers = triggersOf(flow, catalog);
  const chosen = triggers.find(({ id }) => id === trigger) ?? triggers[0];
  return {
    flowId,
    document: flow,
    mode,
    trigger: chosen?.id,
    payload: payload ?? examplePayload(chosen, catalog),
    part,
  };
}

/** The steps that can start the flow, in the order of the canvas. */
export function triggersOf(flow: FlowDocument, { find }: Finder): Step[] {
  return topologicalOrder(flow).flatMap((id) => {
    const step = flow.steps[id];
    return step !== undefined && find(step.uses)?.kind === 'trigger' ? [step] : [];
  });
}

/** What a trigger would bring: its example, else the one its app gives, else something that fits its schema. */
export function examplePayload(trigger: Step | undefined, { find }: Finder): Json {
  const operation = trigger && find(trigger.uses);
  const example = trigger?.inputs[operation?.outputFrom?.input ?? 'example'];
  const typed = example && typedByHand(example);
  if (typed !== undefined) return typed;
  const fields = operation?.fieldsFrom && typedFields(trigger?.inputs[operation.fieldsFrom.input]);
  if (fields !== undefined && fields.length > 0) return sampleFromSchema(schemaOfFields(fields));
  if (operation === undefined || operation.outputFrom !== undefined) return {};
  const sample = (operation.sample as Json | undefined) ?? sampleFromSchema(operation.output);
  return operation.startedBy === 'schedule' ? (scheduleSample(trigger?.inputs ?? {}, sample) as Json) : sample;
}
