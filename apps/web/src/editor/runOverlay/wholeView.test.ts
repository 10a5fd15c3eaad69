import type { RunView } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { wholeView } from './wholeView.ts';

it('gives the trigger back what the run was started with, and leaves other steps as they are', () => {
  const step = { status: 'succeeded', attempts: 0 } as const;
  const steps = [
    { ...step, path: 'order', step: 'order' },
    { ...step, path: 'fields', step: 'fields' },
  ];
  const trigger = StepId.parse('order');
  const view: RunView = { status: 'succeeded', mode: 'live', trigger, payload: { id: 1 }, edges: {}, steps };
  expect(wholeView(view).steps.map(({ output }) => output)).toEqual([{ id: 1 }, undefined]);
});
