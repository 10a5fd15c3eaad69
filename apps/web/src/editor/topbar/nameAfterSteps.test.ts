import { flow } from '@patchbay/flow/testing';
import { expect, it } from 'vitest';
import { nameAfterSteps } from './nameAfterSteps.ts';

function named(names: Readonly<Record<string, string>>, ...wires: string[]) {
  const drawn = flow(...wires);
  const steps = Object.entries(drawn.steps).map(([id, step]) => [id, { ...step, name: names[id] ?? step.name }]);
  return nameAfterSteps({ ...drawn, steps: Object.fromEntries(steps) });
}

it('names a flow after what starts it and what comes next', () => {
  const names = { order: 'When an order arrives', make: 'Create contact', tell: 'Tell sales' };
  expect(named(names, 'order -> make', 'make -> tell')).toBe('Order arrives, then Create contact');
  expect(named({ order: 'When started by hand', make: 'Set fields' }, 'order -> make')).toBe(
    'Started by hand, then Set fields',
  );
});

it('has no name for steps that nothing wires', () => {
  expect(nameAfterSteps({ ...flow('order -> make'), edges: {} })).toBeUndefined();
});

it('keeps to the length that a name may have', () => {
  expect(named({ order: 'a'.repeat(100), make: 'b'.repeat(100) }, 'order -> make')).toHaveLength(120);
});
