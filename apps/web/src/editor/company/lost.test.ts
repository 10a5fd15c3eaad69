import { StepId } from '@patchbay/flow';
import { expect, it } from 'vitest';
import { selectSteps } from '../commands/command.ts';
import { TestEditor } from '../testing.ts';
import { bringBack, type Lost, lostStep } from './lost.ts';

/** Somebody is at `b` while somebody else does something to the same flow. */
function whileAt(step: string, theirs: (other: TestEditor) => void, ...drawing: string[]) {
  const mine = new TestEditor(...drawing);
  mine.pick(step);
  const other = new TestEditor(...drawing);
  theirs(other);
  const lost = lostStep(mine.editor.getState(), other.flow);
  mine.editor.replace(other.flow);
  return { mine, lost };
}

function expectLost(lost: Lost | undefined): Lost {
  if (lost === undefined) throw new Error('Nothing was lost.');
  return lost;
}

const remove = (step: string) => (other: TestEditor) => {
  other.pick(step);
  other.press('Delete');
};

it('brings a step back with its wires, and takes away the one that bridged the gap', () => {
  const { mine, lost } = whileAt('b', remove('b'), 'a -> b', 'b -> c');
  mine.expectWires('a -> c');
  mine.editor.execute(bringBack(expectLost(lost)));
  mine.expectWires('a -> b', 'b -> c');
  mine.expectSelected('b');
  expect(mine.editor.getHistory().undo).toBe('bring back “B”');
});

it('brings a step back out of a loop that was deleted with it', () => {
  const { mine, lost } = whileAt('in', remove('each'), 'a -> each', 'each -> b', 'each/in -> each/out');
  mine.editor.execute(bringBack(expectLost(lost)));
  expect(Object.keys(mine.flow.steps).toSorted()).toEqual(['a', 'b', 'each', 'in', 'out']);
  mine.expectSelected('in');
});

it('leaves what they did after that', () => {
  const { mine, lost } = whileAt('b', remove('b'), 'a -> b', 'b -> c');
  mine.pick('c');
  mine.press('Delete');
  expect(mine.editor.execute(bringBack(expectLost(lost)))).toBe(true);
  mine.expectWires('a -> b');
});

it('puts back what a step did where they made it do something else', () => {
  const id = StepId.parse('b');
  const { mine, lost } = whileAt(
    'b',
    ({ editor }) => {
      const { flow } = editor.getState();
      const step = flow.steps[id];
      if (step === undefined) return;
      const uses = { ...step.uses, operation: 'branch' };
      editor.replace({
        ...flow,
        steps: { ...flow.steps, [id]: { ...step, uses, inputs: {}, position: { x: 7, y: 7 } } },
      });
    },
    'a -> b',
  );
  const { step } = expectLost(lost);
  mine.editor.execute(bringBack(expectLost(lost)));
  expect(mine.flow.steps[id]).toEqual({ ...step, position: { x: 7, y: 7 } });
});

it('loses nothing where another step was deleted, where the open one was only changed, and where none or several are open', () => {
  expect(whileAt('a', remove('b'), 'a -> b').lost).toBeUndefined();
  expect(whileAt('b', (other) => other.drag('b').to(9, 9), 'a -> b').lost).toBeUndefined();
  const mine = new TestEditor('a -> b');
  const other = new TestEditor('a -> b');
  remove('b')(other);
  expect(lostStep(mine.editor.getState(), other.flow)).toBeUndefined();
  mine.editor.select(selectSteps(StepId.parse('a'), StepId.parse('b')));
  expect(lostStep(mine.editor.getState(), other.flow)).toBeUndefined();
});
