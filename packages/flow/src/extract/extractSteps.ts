import type { Json, Mapping } from '@patchbay/expression';
import type { Catalog } from '../catalog.ts';
import { DONE, type Edge, type FlowDocument, type OperationRef, type Step, type StepId } from '../document.ts';
import { type Found, findNeeds, type Need } from './needs.ts';
import { partOf, type Part } from './part.ts';

/** `steps` are what a person picked; frames among them bring what stands in them. */
export type Extraction = {
  document: FlowDocument;
  catalog: Catalog;
  steps: ReadonlySet<StepId>;
  /** What the new flow is called; the step that calls it is called the same. */
  name: string;
  /** The trigger that other flows call, the step that calls a flow, and the one that answers. */
  uses: { called: OperationRef; call: OperationRef; answer: OperationRef };
  /** A value that fits a type, for the example of the trigger. */
  sampleOf(schema: Need['schema']): Json;
  ids: { step(hint: string): StepId; edge(): Edge['id'] };
};

/**
 * `flow` is the new flow. `rest` is what is left of the old one, with the step `call` in the place of what went, which calls
 * the flow of the given id.
 */
export type Extracted =
  | {
      ok: true;
      flow: FlowDocument;
      call: StepId;
      rest(flowId: string): FlowDocument;
      inputs: string[];
      answers: string[];
    }
  | { ok: false; reason: string };

/**
 * Moves steps into a flow of their own: what they take from outside becomes its inputs, what others take from them its
 * answer. Refused, with a sentence, where the one flow that is left would not do just the same.
 */
export function extractSteps(extraction: Extraction): Extracted {
  const part = partOf(extraction);
  if (!part.ok) return part;
  const trigger = extraction.ids.step('called');
  const call = extraction.ids.step(extraction.name);
  const found = findNeeds(extraction, part, { trigger, call });
  if (!found.ok) return found;
  const made: Made = { ...extraction, part, found, trigger, call };
  return {
    ok: true,
    flow: newFlow(made),
    call,
    rest: (flowId) => restOf(made, flowId),
    inputs: found.inputs.map(({ name }) => name),
    answers: found.answers.map(({ name }) => name),
  };
}

type Made = Extraction & {
  part: Extract<Part, { ok: true }>;
  found: Extract<Found, { ok: true }>;
  trigger: StepId;
  call: StepId;
};

/** How far the trigger stands above the first step, and the answer below the last. */
const ROW = 120;

function newFlow({ document, part, found, trigger, uses, ids, sampleOf }: Made): FlowDocument {
  const corner = cornerOf(part.tops);
  const steps = part.steps.map((step): Step => {
    const inputs = found.moved.get(step.id) ?? step.inputs;
    if (step.parent !== part.parent) return { ...step, inputs };
    const { parent: _frame, ...top } = step;
    return { ...top, inputs, position: { x: step.position.x - corner.x, y: step.position.y - corner.y + ROW } };
  });
  const example = Object.fromEntries(found.inputs.map(({ name, schema }) => [name, sampleOf(schema)]));
  const start: Step = {
    id: trigger,
    name: 'Called by another flow',
    uses: uses.called,
    inputs: found.inputs.length === 0 ? {} : { example: { kind: 'literal', value: example } },
    position: { x: 0, y: 0 },
  };
  const wires = part.firsts.map((to) => ({ from: trigger, outlet: DONE, to }));
  const answer = answerOf({ part, found, uses, ids });
  const inside = Object.values(document.edges).filter(({ from, to }) => part.ids.has(from) && part.ids.has(to));
  const ends = answer === undefined ? [] : part.ends.map((end) => ({ ...end, to: answer.id }));
  const edges = [...inside, ...[...wires, ...ends].map((wire) => ({ id: ids.edge(), ...wire }))];
  return flowOf([start, ...steps, ...(answer ? [answer] : [])], edges);
}

function answerOf({ part, found, uses, ids }: Pick<Made, 'part' | 'found' | 'uses' | 'ids'>): Step | undefined {
  if (found.answers.length === 0) return undefined;
  const corner = cornerOf(part.tops);
  const bottom = Math.max(...part.tops.map(({ position }) => position.y));
  const fields = Object.fromEntries(
    found.answers.map(({ name, step, path }) => [name, { kind: 'reference' as const, step, path }]),
  );
  return {
    id: ids.step('answer'),
    name: 'Answer the caller',
    uses: uses.answer,
    inputs: { body: { kind: 'object', fields } },
    position: { x: 0, y: bottom - corner.y + 2 * ROW },
  };
}

function restOf({ document, part, found, call, name, uses, ids }: Made, flowId: string): FlowDocument {
  const first = document.steps[part.firsts[0] ?? ''] ?? part.tops[0];
  const fields: Record<string, Mapping> = Object.fromEntries(
    found.inputs.map(({ name: field, step, path }) => [field, { kind: 'reference' as const, step, path }]),
  );
  const caller: Step = {
    id: call,
    name,
    uses: uses.call,
    inputs: {
      flow: { kind: 'literal', value: flowId },
      ...(found.inputs.length > 0 && { input: { kind: 'object' as const, fields } }),
    },
    ...(part.parent !== undefined && { parent: part.parent }),
    position: first?.position ?? { x: 0, y: 0 },
  };
  const left = Object.values(document.steps)
    .filter(({ id }) => !part.ids.has(id))
    .map((step) => ({ ...step, inputs: found.left.get(step.id) ?? step.inputs }));
  const staying = Object.values(document.edges).filter(({ from, to }) => !part.ids.has(from) && !part.ids.has(to));
  const into = once(part.into.map(({ from, outlet }) => ({ from, outlet, to: call })));
  const out = once(part.out.map(({ to }) => ({ from: call, outlet: DONE, to })));
  const edges = [...staying, ...[...into, ...out].map((wire) => ({ id: ids.edge(), ...wire }))];
  return { ...document, ...flowOf([...left, caller], edges), notes: document.notes };
}

type Wire = Omit<Edge, 'id'>;

/** Two wires that say the same are one. */
function once(wires: readonly Wire[]): Wire[] {
  return [...new Map(wires.map((wire) => [`${wire.from}/${wire.outlet}/${wire.to}`, wire])).values()];
}

function flowOf(steps: readonly Step[], edges: readonly Edge[]): FlowDocument {
  return {
    version: 1,
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
    notes: {},
  };
}

function cornerOf(steps: readonly Step[]): { x: number; y: number } {
  return {
    x: Math.min(...steps.map(({ position }) => position.x)),
    y: Math.min(...steps.map(({ position }) => position.y)),
  };
}
