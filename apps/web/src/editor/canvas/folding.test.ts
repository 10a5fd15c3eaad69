import { StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { faceOf, TestEditor } from '../testing.ts';
import { folding } from './folding.ts';
import type { RunOverlay, StepOverlay } from './overlay.ts';
import { type CanvasInput, toCanvas } from './toCanvas.ts';

const id = (step: string) => StepId.parse(step);
const drawing = ['a -> each', 'each -> c', 'each/x -> each/inner', 'each/inner/y'] as const;
const viewOf = ({ flow }: TestEditor, more: Partial<CanvasInput> = {}) =>
  toCanvas({ flow, faceOf, lineOf: () => ({ what: '' }), problems: new Map(), ...more });
const overlayOf = (steps: Record<string, StepOverlay['status']>): RunOverlay => ({
  steps: new Map(Object.entries(steps).map(([step, status]) => [id(step), { status, line: `${step} ${status}` }])),
  edges: new Map(),
});

it('folds a frame into one card that says what is inside, and the wires go on to it', () => {
  const test = new TestEditor(...drawing);
  const before = test.flow;
  test.pick('each');
  const middle = test.box('each').x + test.box('each').width / 2;
  test.press('f');
  expect(test.box('each').x + 150).toBe(middle);
  const { steps, edges } = viewOf(test);
  expect(steps.map((step) => step.id)).toEqual(['a', 'each', 'c']);
  expect(edges.map(({ from, to }) => `${from} -> ${to}`)).toEqual(['a -> each', 'each -> c']);
  const card = steps.find((step) => step.id === 'each');
  expect(card).toMatchObject({ kind: 'step', box: { height: 60 }, folded: { words: '3 steps inside' } });
  expect(card?.label).toMatch(/Folded: 3 steps inside\.$/);
  test.editor.undo();
  expect(test.flow).toEqual(before);
});

it('keeps the places inside, and makes room below again when it is unfolded', () => {
  const test = new TestEditor(...drawing);
  const places = ['x', 'inner', 'y'].map((step) => test.flow.steps[step]?.position);
  test.pick('each');
  test.press('f');
  test.drag('c').to(0, test.box('each').y + 100);
  test.press('f');
  expect(['x', 'inner', 'y'].map((step) => test.flow.steps[step]?.position)).toEqual(places);
  const frame = test.box('each');
  expect(test.box('c').y).toBeGreaterThan(frame.y + frame.height);
});

it('folds the frame around a step and picks its card', () => {
  const test = new TestEditor(...drawing);
  test.pick('y');
  test.press('f');
  test.expectSelected('inner');
  expect(test.flow.steps.each?.folded).toBeUndefined();
  test.pick('a');
  expect(test.press('f')).toBe(true);
  expect(test.flow.steps.inner?.folded).toBe(true);
});

it('walks past what is folded, and unfolds all that hides a step somebody goes to', () => {
  const test = new TestEditor(...drawing);
  const { editor, gestures } = test;
  gestures.fold({ frames: [id('inner'), id('each')], folded: true });
  test.pick('each');
  test.press('alt+ArrowDown');
  test.expectSelected('c');
  test.press('alt+ArrowUp');
  test.expectSelected('each');
  folding({ editor, gestures }).open(id('y'));
  expect(viewOf(test).steps.map((step) => step.id)).toContain('y');
});

it('says on the card what needs a look inside', () => {
  const test = new TestEditor(...drawing);
  test.gestures.fold({ frames: [id('each')], folded: true });
  const problemOf = (...steps: string[]) =>
    viewOf(test, { problems: new Map(steps.map((step) => [id(step), 'Needs a value'])) }).steps.find(
      (step) => step.id === 'each',
    );
  expect(problemOf('y')?.problem).toBe('Y: Needs a value');
  expect(problemOf('y')?.box.height).toBeGreaterThan(60);
  expect(problemOf('x', 'y')?.problem).toBe('2 steps inside need a look');
  expect(problemOf('each', 'y')?.problem).toBe('Needs a value');
});

it('shows the worst of a run inside', () => {
  const test = new TestEditor(...drawing);
  test.gestures.fold({ frames: [id('each')], folded: true });
  const stateIn = (run: RunOverlay) => viewOf(test, { overlay: run }).steps.find(({ folded }) => folded)?.overlay;
  expect(stateIn(overlayOf({ each: 'succeeded', x: 'failed', y: 'running' }))).toMatchObject({
    status: 'failed',
    line: 'X: x failed',
  });
  expect(stateIn(overlayOf({ each: 'succeeded', x: 'succeeded', y: 'skipped' }))?.status).toBe('succeeded');
  expect(stateIn(overlayOf({ each: 'waiting', x: 'retrying', y: 'running' }))?.status).toBe('running');
});
