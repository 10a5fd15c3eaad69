import { StepId } from '@patchbay/flow';
import { flow, withStep } from '@patchbay/flow/testing';
import { expect, it } from 'vitest';
import { nothingSelected } from './command.ts';
import { setStepSettings } from './setStepSettings.ts';

const step = StepId.parse('b');
const retry = { tries: 3, firstWaitMs: 1_000 };
const state = { flow: withStep(flow('a -> b'), 'b', { retry }), selection: nothingSelected };
const ids = { step: StepId.parse, edge: () => 'e' as never, note: () => 'n' as never };

it('sets how often a step is tried and how long a try may take, and leaves the rest', () => {
  const changed = setStepSettings({ step, retry: { ...retry, tries: 5 }, timeoutMs: 30_000 }).run(state, ids);
  expect(changed.flow).toEqual(withStep(state.flow, 'b', { retry: { ...retry, tries: 5 }, timeoutMs: 30_000 }));
});

it('gives a step back to the engine’s own way', () => {
  const changed = setStepSettings({ step, retry: undefined, timeoutMs: undefined }).run(state, ids);
  expect(changed.flow.steps[step]?.retry).toBeUndefined();
});

it('does nothing, and nothing to undo, where nothing changes', () => {
  expect(setStepSettings({ step, retry: { ...retry }, timeoutMs: undefined }).run(state, ids)).toBe(state);
});
