import { type FlowDocument, StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { type EditorState, nothingSelected } from './command.ts';
import { upgradeSteps } from './upgradeSteps.ts';

const id = StepId.parse('send');
const flow: FlowDocument = {
  version: 1,
  steps: {
    send: {
      id,
      name: 'Send',
      uses: { connector: 'acme', version: 'a', operation: 'send' },
      inputs: { to: { kind: 'literal', value: 'ann' }, note: { kind: 'literal', value: 'hi' } },
      position: { x: 0, y: 0 },
    },
  },
  edges: {},
  notes: {},
};
const state: EditorState = { flow, selection: nothingSelected };
const ids = {
  step: () => id,
  edge: () => {
    throw new Error('no edge');
  },
  note: () => {
    throw new Error('no note');
  },
};

it('goes over to the other version with the inputs it has then', () => {
  const after = upgradeSteps([{ step: id, version: 'b', inputs: { to: { kind: 'literal', value: 'ann' } } }]).run(
    state,
    ids,
  );
  expect(after.flow.steps.send).toEqual({
    ...flow.steps.send,
    uses: { connector: 'acme', version: 'b', operation: 'send' },
    inputs: { to: { kind: 'literal', value: 'ann' } },
  });
});

it('has nothing to do for a step that has that version, or is gone', () => {
  expect(upgradeSteps([{ step: id, version: 'a', inputs: {} }]).run(state, ids)).toBe(state);
  expect(upgradeSteps([{ step: StepId.parse('other'), version: 'b', inputs: {} }]).canRun?.(state)).toBe(false);
});
