import { FlowDocument, StepId } from '@patchbay/flow';
import { expect, test } from 'vitest';
import { exampleFlow } from './exampleFlow.ts';

test('is a document the flow language accepts', () => {
  expect(FlowDocument.parse(exampleFlow.document)).toEqual(exampleFlow.document);
});

test('joins steps that exist, and leaves no step but the first without a cable to it', () => {
  const { steps, edges } = exampleFlow.document;
  const reached = new Set(Object.values(edges).map((edge) => edge.to));
  expect(Object.values(edges).every((edge) => steps[edge.from] && steps[edge.to])).toBe(true);
  expect(
    Object.values(steps)
      .filter((step) => !reached.has(step.id))
      .map((step) => step.id),
  ).toEqual([StepId.parse('order')]);
});
