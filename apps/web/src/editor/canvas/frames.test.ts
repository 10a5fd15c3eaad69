import { StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { clipOf } from '../commands/clip.ts';
import { dissolveFrame } from '../commands/dissolveFrame.ts';
import { pastePlace, pasteSteps } from '../commands/pasteSteps.ts';
import { faceOf, operation, TestEditor } from '../testing.ts';
import { frameUnder, placesIn } from './frameUnder.ts';
import { toCanvas } from './toCanvas.ts';

const id = (step: string) => StepId.parse(step);
const parentOf = (test: TestEditor, step: string) => test.flow.steps[step]?.parent;
const viewOf = ({ flow }: TestEditor) =>
  toCanvas({ flow, faceOf, lineOf: () => ({ what: '' }), problems: new Map() }).steps;

it('puts a step into a frame, bridges its wires outside, and undoes that in one go', () => {
  const test = new TestEditor('a -> b', 'b -> each', 'each -> c', 'each/in');
  const before = test.flow;
  expect(test.dragInto('each', { b: { x: 40, y: 300 } })).toBe(2);
  expect(parentOf(test, 'b')).toBe('each');
  expect(test.flow.steps.b?.position).toEqual({ x: 40, y: 300 });
  test.expectWires('a -> each', 'each -> c');
  test.expectSelected('b');
  test.editor.undo();
  expect(test.flow).toEqual(before);
});

it('takes steps out of a frame with the wires among them, and closes the gap inside', () => {
  const test = new TestEditor('a -> each', 'each/in -> each/x', 'each/x -> each/y', 'each/y -> each/out');
  expect(test.dragInto(undefined, { x: { x: 600, y: 0 }, y: { x: 600, y: 120 } })).toBe(2);
  expect([parentOf(test, 'x'), parentOf(test, 'y')]).toEqual([undefined, undefined]);
  test.expectWires('a -> each', 'in -> out', 'x -> y');
});

it('does not put a frame into itself, nor into what stands in it', () => {
  const test = new TestEditor('a -> each', 'each/inner/x');
  expect(test.dragInto('each', { each: { x: 0, y: 0 } })).toBe(0);
  expect(test.dragInto('inner', { each: { x: 0, y: 0 } })).toBe(0);
  expect(parentOf(test, 'each')).toBeUndefined();
});

it('moves a frame into another with all that is inside it', () => {
  const test = new TestEditor('a -> outer', 'outer/x', 'a -> each', 'each/y');
  test.dragInto('outer', { each: { x: 40, y: 300 } });
  expect([parentOf(test, 'each'), parentOf(test, 'y')]).toEqual(['outer', 'each']);
});

it('pushes down what comes after a frame that grows', () => {
  const test = new TestEditor('a -> each', 'each -> c', 'each/in', 'a -> b');
  test.drag('c').to(0, 400);
  test.dragInto('each', { b: { x: 40, y: 900 } });
  const frame = test.box('each');
  expect(test.box('c').y).toBeGreaterThan(frame.y + frame.height);
});

it('knows the frame under the hand: the innermost, not the one that is held', () => {
  const test = new TestEditor('a -> each', 'each/inner/x', 'a -> b');
  const steps = viewOf(test);
  const inner = test.box('inner');
  const pointer = { x: inner.x + 20, y: inner.y + 20 };
  expect(frameUnder(steps, { moving: [id('b')], pointer })).toBe('inner');
  expect(frameUnder(steps, { moving: [id('inner')], pointer })).toBe('each');
  expect(frameUnder(steps, { moving: [id('each')], pointer })).toBeUndefined();
  expect(frameUnder(steps, { moving: [id('b')], pointer: { x: 5_000, y: 0 } })).toBeUndefined();
});

it('lets a step leave its frame only with some will', () => {
  const test = new TestEditor('a -> each', 'each/x', 'a -> b');
  const { x, y, height } = test.box('each');
  const justBelow = { x: x + 50, y: y + height + 10 };
  expect(frameUnder(viewOf(test), { moving: [id('x')], pointer: justBelow })).toBe('each');
  expect(frameUnder(viewOf(test), { moving: [id('b')], pointer: justBelow })).toBeUndefined();
});

it('keeps the place of a step on the screen when it goes into a frame or out of one', () => {
  const test = new TestEditor('a -> each', 'each/x', 'a -> b');
  const steps = viewOf(test);
  const frame = test.box('each');
  const out = placesIn(steps, { to: new Map([[id('x'), { x: 10, y: 20 }]]), parent: undefined });
  expect(out.get(id('x'))).toEqual({ x: frame.x + 10, y: frame.y + 20 });
  const into = placesIn(steps, { to: new Map([[id('b'), { x: frame.x + 50, y: frame.y + 200 }]]), parent: id('each') });
  expect(into.get(id('b'))).toEqual({ x: 50, y: 200 });
  const onHead = placesIn(steps, { to: new Map([[id('b'), { x: frame.x - 90, y: frame.y }]]), parent: id('each') });
  expect(onHead.get(id('b'))).toEqual({ x: 16, y: 60 });
});

it('takes a frame away and keeps its steps in the way of the flow', () => {
  const test = new TestEditor(
    'a -> each',
    'each -> c',
    'each -error-> d',
    'each/x -> each/ask',
    'each/ask -yes-> each/y',
  );
  const before = test.flow;
  const waysOn = (step: Parameters<typeof faceOf>[0]) => faceOf(step).outlets.map(({ name }) => name);
  test.editor.execute(dissolveFrame({ frame: id('each'), waysOn }));
  test.expectWires('a -> x', 'x -> ask', 'ask -yes-> y', 'ask -no-> c', 'y -> c');
  test.expectSelected('x', 'ask', 'y');
  expect(test.flow.steps.each).toBeUndefined();
  test.editor.undo();
  expect(test.flow).toEqual(before);
});

it('copies a frame with all inside, wires and all, beside itself', () => {
  const test = new TestEditor('a -> each', 'each/x -> each/y');
  test.pick('each');
  test.press('mod+d');
  const copies = Object.values(test.flow.steps).filter((step) => !['a', 'each', 'x', 'y'].includes(step.id));
  const frame = copies.find(({ parent }) => parent === undefined);
  expect(copies.filter(({ parent }) => parent === frame?.id)).toHaveLength(2);
  expect(test.wires()).toHaveLength(3);
});

it('pastes into the frame that is picked, below what stands there', () => {
  const test = new TestEditor('a -> b', 'a -> each', 'each/x');
  test.pick('b');
  const clip = clipOf(test.editor.getState());
  test.pick('each');
  const isFrame = (step: StepId) => test.flow.steps[step]?.uses.operation === 'forEach';
  test.editor.execute(pasteSteps(pastePlace(test.editor.getState(), clip, isFrame)));
  const [copy] = [...test.editor.getState().selection.steps];
  expect(parentOf(test, copy ?? '')).toBe('each');
  expect(test.flow.steps[copy ?? '']?.position.y).toBeGreaterThan(test.flow.steps.x?.position.y ?? 0);
});

it('adds after a step inside a frame, inside that frame', () => {
  const test = new TestEditor('a -> each', 'each/x');
  const added = test.gestures.add(operation('call'), { kind: 'after', from: id('x'), outlet: 'done' });
  expect(parentOf(test, String(added))).toBe('each');
});
