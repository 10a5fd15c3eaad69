import '../../app/withoutEval.ts';
import { DOCUMENT_VERSION, type FlowDocument, newStepId, type Step } from '@patchbay/flow';
import { firstInputs } from '../../editor/palette/firstInputs.ts';
import type { StartingStep } from './useStartFlow.ts';

/** Room for a trigger above. */
const ROW = 108;

/** A flow with this step in it. What starts it, where the step does not, is the first thing the builder asks. */
export function flowWith(start: StartingStep): { name: string; document: FlowDocument; step: string } {
  const { connector, version, operation, title } = start;
  const uses = { connector, version, operation };
  const step: Step = {
    id: newStepId(title, Math.random),
    name: title,
    uses,
    inputs: firstInputs(uses, { zone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
    position: { x: 0, y: start.kind === 'trigger' ? 0 : ROW },
  };
  return {
    name: title,
    step: step.id,
    document: { version: DOCUMENT_VERSION, steps: { [step.id]: step }, edges: {}, notes: {} },
  };
}
