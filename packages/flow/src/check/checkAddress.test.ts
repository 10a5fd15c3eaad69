import { describe, expect, it } from 'vitest';
import { StepId } from '../document.ts';
import { flow, testCatalog, testOperations, withStep } from '../testing.ts';
import { check } from './check.ts';

const catalog = testCatalog({
  address: { ...testOperations.call, givesAddressOf: { input: 'step' } },
  approval: { ...testOperations.callback, wait: 'approval' },
});
const uses = (operation: string) => ({ connector: 'test', version: '1', operation });
const base = withStep(flow('order -> make', 'make -> ask'), 'ask', { uses: uses('callback') });
const naming = (step: string, from = base) =>
  check(withStep(from, 'make', { uses: uses('address'), inputs: { step: { kind: 'literal', value: step } } }), catalog);

describe('a step that makes an address', () => {
  it('names a step that waits for a callback', () => {
    expect(naming('ask')).toEqual([]);
  });

  it('names a step that waits for an approval', () => {
    expect(naming('ask', withStep(base, 'ask', { uses: uses('approval') }))).toEqual([]);
  });

  it.each(['gone', 'order', 'make', 'constructor'])('cannot name %s', (step) => {
    expect(naming(step)).toMatchObject([{ code: 'callback_step_missing', step: 'make', field: ['step'] }]);
  });

  it('cannot name a step of another place, of which there may be many or none', () => {
    const loop = flow('order -> make', 'make -> each', 'each/ask');
    expect(
      naming('ask', withStep(loop, 'ask', { uses: uses('callback'), parent: StepId.parse('each') })),
    ).toMatchObject([{ code: 'callback_step_missing' }]);
  });
});
