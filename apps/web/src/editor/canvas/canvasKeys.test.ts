import { expect, it } from 'vitest';
import { TestEditor } from '../testing.ts';

it('bridges the wire when a step is deleted, and goes to the step before', () => {
  const test = new TestEditor('a -> b', 'b -> c');
  test.pick('b');
  test.press('Delete');
  test.expectWires('a -> c');
  test.expectSelected('a');
  test.editor.undo();
  test.expectWires('a -> b', 'b -> c');
});

it('bridges over a whole row of deleted steps', () => {
  const test = new TestEditor('a -> b', 'b -> c', 'c -> d');
  test.pick('b', 'c');
  test.press('Backspace');
  test.expectWires('a -> d');
});

it('bridges over a branch by its first way on, and leaves the other', () => {
  const test = new TestEditor('a -> ask', 'ask -yes-> x', 'ask -no-> y');
  test.pick('ask');
  test.press('Delete');
  test.expectWires('a -> x');
});

it('does not make a step lead on where only its failure did', () => {
  const test = new TestEditor('a -> b', 'b -error-> c');
  test.pick('b');
  test.press('Delete');
  test.expectWires();
});

it('deletes a loop with all that is inside', () => {
  const test = new TestEditor('a -> each', 'each -> b', 'each/in -> each/out');
  test.pick('each');
  test.press('Delete');
  expect(Object.keys(test.flow.steps)).toEqual(['a', 'b']);
  test.expectWires('a -> b');
});

it('walks the flow with Alt and the arrows, and says where it ends', () => {
  const test = new TestEditor('a -> b', 'b -> c');
  test.pick('a');
  test.press('alt+ArrowDown');
  test.press('alt+ArrowDown');
  test.expectSelected('c');
  test.press('alt+ArrowDown');
  expect(test.said).toEqual(['This is the last step.']);
  test.press('alt+ArrowUp');
  test.expectSelected('b');
  expect(test.focused).toBe('b');
});

it('asks for a step after the one that has the keyboard, and for one if it fails', () => {
  const test = new TestEditor('a -> b');
  test.pick('b');
  expect(test.press('a')).toBe(true);
  expect(test.asked).toEqual(['b']);
  expect(test.press('e')).toBe(true);
  expect(test.asked).toEqual(['b', 'if b fails']);
});

it('lets go of everything with Escape, and keeps the keyboard on the step', () => {
  const test = new TestEditor('a -> b');
  test.pick('b');
  test.press('Escape');
  test.expectSelected();
  expect(test.focused).toBe('b');
});

it('picks everything', () => {
  const test = new TestEditor('a -> b', 'c');
  test.press('mod+a');
  test.expectSelected('a', 'b', 'c');
});

it('leaves keys that are not its own to everybody else', () => {
  const test = new TestEditor('a -> b');
  expect(['x', 'mod+r', 'Tab', 'constructor', 'alt+a'].map((key) => test.press(key))).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
