import { EdgeId, StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { nothingSelected, selectSteps } from '../commands/command.ts';
import { faceOf, TestEditor } from '../testing.ts';
import { createProjection } from './projection.ts';
import type { CanvasInput } from './toCanvas.ts';

const id = (step: string) => StepId.parse(step);
const inputOf = ({ flow }: TestEditor): CanvasInput => ({
  flow,
  faceOf,
  lineOf: () => ({ what: '' }),
  problems: new Map(),
});

it('draws only the picked step again, and hands on the same lists of what was not picked', () => {
  const input = inputOf(new TestEditor('a -> b', 'b -> c'));
  const { project } = createProjection();
  const before = project(input, nothingSelected);
  const picked = project(input, selectSteps(id('b')));
  expect(picked.edges).toBe(before.edges);
  expect(picked.notes).toBe(before.notes);
  const changed = picked.steps.filter((view, at) => view !== before.steps[at]);
  expect(changed.map((view) => [view.id, view.isSelected])).toEqual([['b', true]]);
});

it('hands on the same list of steps when a wire is picked', () => {
  const test = new TestEditor('a -> b', 'b -> c');
  const input = inputOf(test);
  const { project } = createProjection();
  const before = project(input, selectSteps(id('a')));
  const [wire = ''] = Object.keys(test.flow.edges);
  const picked = project(input, { ...selectSteps(id('a')), edges: new Set([EdgeId.parse(wire)]) });
  expect(picked.steps).toBe(before.steps);
  expect(picked.edges.map(({ isSelected }) => isSelected)).toEqual([true, false]);
});
