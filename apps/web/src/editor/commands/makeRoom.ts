import { downstreamOf, type FlowDocument, type Step, type StepId } from '@patchbay/flow';
import { ROW_GAP } from './card.ts';
import { withSteps } from './edits.ts';

/** Pushes `first`, and what comes after it in the same scope, down until `first` stands clear below `bottom`. */
export function makeRoom(flow: FlowDocument, first: StepId, bottom: number): FlowDocument {
  const step = flow.steps[first];
  if (step === undefined) return flow;
  const missing = bottom + ROW_GAP - step.position.y;
  if (missing <= 0) return flow;
  const later = [...new Set([...downstreamOf(flow, first), first])]
    .map((id) => flow.steps[id])
    .filter((later) => later !== undefined)
    .filter((later) => later.parent === step.parent && later.position.y >= step.position.y);
  return withSteps(
    flow,
    later.map((later) => movedDown(later, missing)),
  );
}

function movedDown(step: Step, by: number): Step {
  return { ...step, position: { x: step.position.x, y: step.position.y + by } };
}
