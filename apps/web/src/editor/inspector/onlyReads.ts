import { type Mapping, referencedSteps } from '@patchbay/expression';
import { type FlowDocument, partUpTo, type Step, type StepId } from '@patchbay/flow';
import { flowGraph } from '../document/flowGraph.ts';
import type { Finder } from '../runOverlay/tryRequest.ts';

/** What goes on inside Patchbay, and ends at once. */
const INSIDE: ReadonlySet<string> = new Set(['pure', 'branch', 'switch', 'forEach']);

/**
 * Whether a step, and all that runs before it, only reads with accounts that are chosen, or works on what was read, and from
 * nothing made up: it can be tested for real without anybody being asked.
 */
export function onlyReads(flow: FlowDocument, stepId: StepId, { find }: Finder): boolean {
  // Where nothing is asked for there is nothing that a mock would make up.
  if (!asksAnybody(flow)) return false;
  const { steps } = partUpTo(flow, stepId, flowGraph(flow));
  if (!asksAnybody({ steps })) return false;
  const kindOf = (step: Step) => find(step.uses)?.kind;
  const triggers = new Set<string>(
    Object.values(steps).flatMap((step) => (kindOf(step) === 'trigger' ? [step.id] : [])),
  );
  return Object.values(steps).every((step) => {
    if (triggers.has(step.id)) return true;
    // What starts a flow is an example here: an API would not know its order numbers.
    if (Object.values(step.inputs).some((mapping) => refersTo(mapping, triggers))) return false;
    const { kind, effect, needsConnection } = find(step.uses) ?? {};
    if (kind === undefined || kind !== 'call') return INSIDE.has(kind ?? '');
    return effect === 'read' && (step.connection !== undefined || needsConnection !== true);
  });
}

function asksAnybody({ steps }: Pick<FlowDocument, 'steps'>): boolean {
  return Object.values(steps).some(({ connection }) => connection !== undefined);
}

function refersTo(mapping: Mapping, steps: ReadonlySet<string>): boolean {
  if (mapping.kind === 'object') return Object.values(mapping.fields).some((one) => refersTo(one, steps));
  if (mapping.kind === 'list') return mapping.items.some((one) => refersTo(one, steps));
  return referencedSteps(mapping).some((step) => steps.has(step));
}
