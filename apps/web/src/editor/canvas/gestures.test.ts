import { expect, it } from 'vitest';
import { operation, TestEditor } from '../testing.ts';

it('moves a step to where it is let go, in whole pixels, and undoes it in one go', () => {
  const test = new TestEditor('a -> b');
  test.drag('b').to(100.4, 40.6);
  expect(test.flow.steps.b?.position).toEqual({ x: 100, y: 41 });
  test.editor.undo();
  expect(test.flow.steps.b?.position).toEqual({ x: 0, y: 120 });
});

it('leaves no entry in the history when a step is let go where it was', () => {
  const test = new TestEditor('a -> b');
  test.drag('b').to(0, 120);
  expect(test.editor.getHistory().undo).toBeUndefined();
});

it('connects two steps by a cable', () => {
  const test = new TestEditor('a -> b', 'a -> c');
  expect(test.connect('b').to('c')).toBeUndefined();
  test.expectWires('a -> b', 'a -> c', 'b -> c');
});

it.each([
  { what: 'itself', drawing: ['a -> b'], wire: ['b', 'b'], reason: 'A step cannot lead to itself.' },
  {
    what: 'what starts the flow',
    drawing: ['a -> b'],
    wire: ['b', 'a'],
    reason: 'This step starts the flow. Nothing can come before it.',
  },
  {
    what: 'a step before it',
    drawing: ['a -> b', 'b -> c'],
    wire: ['c', 'b'],
    reason: 'That would make a circle: steps run from top to bottom.',
  },
  { what: 'the same step again', drawing: ['a -> b'], wire: ['a', 'b'], reason: 'These two are connected already.' },
  {
    what: 'a step inside a loop',
    drawing: ['a -> each', 'each/in'],
    wire: ['a', 'in'],
    reason: 'A wire cannot cross the frame of a loop.',
  },
] as const)('says why a cable does not lead to $what', ({ drawing, wire: [from, to], reason }) => {
  const test = new TestEditor(...drawing);
  const before = test.flow;
  expect(test.connect(from).to(to)).toBe(reason);
  expect(test.flow).toBe(before);
});

it('adds and connects a step where a cable is let go over nothing', () => {
  const test = new TestEditor('a -> b');
  const added = test.connect('b').toNothing({ x: 500, y: 400 }, operation('call', 'Send'));
  test.expectSelected(String(added));
  test.expectWires('a -> b', `b -> ${added}`);
  expect(test.flow.steps[String(added)]?.position).toEqual({ x: 350, y: 400 });
});

it('puts a step into a wire: one edge becomes two, and what comes later makes room', () => {
  const test = new TestEditor('a -> b', 'b -> c');
  const edge = Object.values(test.flow.edges).find(({ to }) => to === 'b');
  const added = edge && test.gestures.add(operation('branch', 'Big?'), { kind: 'edge', edge: edge.id });
  test.expectWires(`a -> ${added}`, `${added} -yes-> b`, 'b -> c');
  const [big, b, c] = [String(added), 'b', 'c'].map((id) => test.box(id));
  expect(big?.y).toBe(120);
  expect(b?.y).toBeGreaterThan((big?.y ?? 0) + (big?.height ?? 0));
  expect((c?.y ?? 0) - (b?.y ?? 0)).toBe(120);
});

it('will not put what starts a flow into a wire', () => {
  const test = new TestEditor('a -> b');
  const [edge] = Object.values(test.flow.edges);
  expect(edge && test.gestures.add(operation('trigger'), { kind: 'edge', edge: edge.id })).toBeUndefined();
  test.expectWires('a -> b');
});

it('adds after each way of a branch in its own column', () => {
  const test = new TestEditor('a -> ask', 'ask -yes-> x');
  const no = test.gestures.add(operation('call', 'No'), {
    kind: 'after',
    from: idOf(test, 'ask'),
    outlet: 'no',
  });
  expect(test.box(String(no)).x).toBeGreaterThan(test.box('ask').x);
  test.expectWires('a -> ask', 'ask -yes-> x', `ask -no-> ${no}`);
});

it('never puts a new step on top of another', () => {
  const test = new TestEditor('a -> b');
  for (let count = 0; count < 5; count += 1) {
    test.gestures.add(operation('call', `Send ${count}`), { kind: 'after', from: idOf(test, 'a'), outlet: 'done' });
  }
  const places = Object.values(test.flow.steps).map(({ position }) => `${position.x}/${position.y}`);
  expect(new Set(places).size).toBe(7);
});

it('puts the first step of a loop inside its frame', () => {
  const test = new TestEditor('a -> each', 'each/in');
  const before = test.box('each');
  const added = test.gestures.add(operation('call', 'Check'), {
    kind: 'inside',
    loop: idOf(test, 'each'),
    before: idOf(test, 'in'),
  });
  expect(test.flow.steps[String(added)]?.parent).toBe('each');
  test.expectWires('a -> each', `${added} -> in`);
  expect(test.box('each').height).toBeGreaterThan(before.height);
});

it('replaces a step in place: its wires stay, and wires of ways it no longer has go on from its first', () => {
  const test = new TestEditor('a -> ask', 'ask -yes-> x', 'ask -no-> y');
  test.gestures.add(operation('call', 'Send'), { kind: 'replace', step: idOf(test, 'ask') });
  expect(test.flow.steps.ask?.name).toBe('Send');
  test.expectWires('a -> ask', 'ask -> x', 'ask -> y');
});

it('duplicates the picked steps beside themselves with the wires among them, and picks the copies', () => {
  const test = new TestEditor('a -> b', 'b -> c');
  test.pick('b', 'c');
  test.press('mod+d');
  const copies = Object.keys(test.flow.steps).filter((id) => !['a', 'b', 'c'].includes(id));
  expect(copies).toHaveLength(2);
  test.expectSelected(...copies);
  expect(test.wires()).toHaveLength(3);
  test.editor.undo();
  test.expectWires('a -> b', 'b -> c');
});

function idOf(test: TestEditor, id: string) {
  const step = test.flow.steps[id];
  if (step === undefined) throw new Error(`There is no step ${id}.`);
  return step.id;
}

it('adds another trigger beside the first, leading on to the same steps', () => {
  const test = new TestEditor('a -> b');
  const added = test.gestures.add(operation('trigger', 'On a schedule'), { kind: 'start', beside: idOf(test, 'a') });
  test.expectWires('a -> b', `${added} -> b`);
  expect(test.box(String(added)).x).toBeGreaterThanOrEqual(test.box('a').x + 300);
  expect(test.box(String(added)).y).toBe(test.box('a').y);
});
