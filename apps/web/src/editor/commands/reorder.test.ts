import { describe, expect, test } from 'vitest';
import { TestEditor } from '../testing.ts';

describe('a step changes places with its neighbour', () => {
  test('down and up again, with the wires around them, and each is one undo', () => {
    const open = new TestEditor('order -> find', 'find -> send', 'send -> note', 'send -error-> tell');
    const before = open.flow;
    expect(open.reorder('find', 'down')).toBe(true);
    open.expectWires('order -> send', 'send -> find', 'find -> note', 'send -error-> tell');
    open.expectSelected('find');
    const order = ['send', 'find', 'note'].map((step) => open.box(step).y);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(open.reorder('find', 'up')).toBe(true);
    open.expectWires('order -> find', 'find -> send', 'send -> note', 'send -error-> tell');
    open.editor.undo();
    open.editor.undo();
    expect(open.flow).toEqual(before);
  });

  test('at the end of a row, by the first way on that the last one has', () => {
    const open = new TestEditor('order -> ask', 'ask -> active');
    expect(open.reorder('ask', 'down')).toBe(true);
    open.expectWires('order -> active', 'active -> ask');
  });

  test('with a frame, which keeps what stands in it', () => {
    const open = new TestEditor('order -> each', 'each -> note', 'each/line -> each/last');
    expect(open.reorder('note', 'up')).toBe(true);
    open.expectWires('order -> note', 'note -> each', 'line -> last');
    const note = open.box('note');
    expect(open.box('each').y).toBeGreaterThan(note.y + note.height);
  });

  test('never past what starts the flow, out of a row, or where two ways meet', () => {
    const open = new TestEditor('trigger -> find', 'find -yes-> send', 'find -no-> note', 'send -> end', 'note -> end');
    for (const [step, way] of [
      ['trigger', 'down'],
      ['find', 'up'],
      ['find', 'down'],
      ['send', 'down'],
      ['end', 'up'],
      ['end', 'down'],
    ] as const)
      expect([step, way, open.reorder(step, way)]).toEqual([step, way, false]);
  });
});

describe('a step is put into a frame and taken out without being dragged', () => {
  const drawing = ['order -> each', 'each -> note', 'note -> last', 'each/line -> each/more'];

  test('it comes after the last one in there, its old place is bridged, and one undo takes it back', () => {
    const open = new TestEditor(...drawing);
    const before = open.flow;
    expect(open.putInto('each', 'note')).toBe(true);
    open.expectWires('order -> each', 'each -> last', 'line -> more', 'more -> note');
    expect(open.flow.steps.note?.parent).toBe('each');
    expect(open.box('note').y).toBeGreaterThan(open.box('more').y + open.box('more').height);
    open.editor.undo();
    expect(open.flow).toEqual(before);
  });

  test('it comes right after the frame, before what came after that', () => {
    const open = new TestEditor(...drawing);
    expect(open.takeOut('line')).toBe(true);
    open.expectWires('order -> each', 'each -> line', 'line -> note', 'note -> last');
    expect(open.flow.steps.line?.parent).toBeUndefined();
    const places = ['each', 'line', 'note', 'last'].map((step) => open.box(step));
    for (const [at, box] of places.entries()) {
      const next = places[at + 1];
      expect(next === undefined || next.y >= box.y + box.height).toBe(true);
    }
  });

  test('not into itself, not into where it is, and not out of nothing', () => {
    const open = new TestEditor(...drawing);
    expect(open.putInto('each', 'each')).toBe(false);
    expect(open.putInto('each', 'line')).toBe(false);
    expect(open.takeOut('note')).toBe(false);
  });
});
