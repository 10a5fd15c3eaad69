import type { FlowDocument } from '@patchbay/flow';
import { diffFlows, isEmptyDiff } from '@patchbay/flow';
import { readFlowFile } from '../flows/flowFile.ts';
import file from './firstFlow.json' with { type: 'json' };

/** The flow every workspace begins with: it works on sample data as it is. */
export const firstFlow = readFlowFile(file);

/** What its form is answered with when it runs by itself, and the step that takes it. */
export const firstAnswer = { trigger: 'answer', payload: file.document.steps.answer.inputs.example.value };

/** Whether somebody has made another flow of it. Where its steps stand does not count. */
export function isChanged(document: FlowDocument): boolean {
  return !isEmptyDiff(diffFlows(laidOut(firstFlow.document), laidOut(document)));
}

function laidOut(document: FlowDocument): FlowDocument {
  const steps = Object.entries(document.steps).map(([id, step]) => [id, { ...step, position: { x: 0, y: 0 } }]);
  return { ...document, steps: Object.fromEntries(steps) };
}
