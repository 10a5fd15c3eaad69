import { applyDiff, diffFlows, FlowDocument, StepId } from '@patchbay/flow';
import { flow } from '@patchbay/flow/testing';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { addStep } from '../commands/addStep.ts';
import { selectSteps } from '../commands/command.ts';
import { commandFor, doing } from '../commands/commands.fixture.ts';
import { renameStep } from '../commands/renameStep.ts';
import { countingRandom } from '../testing.ts';
import { createEditor } from './createEditor.ts';
import { createIds } from './createIds.ts';

const start = flow('order -> ask', 'ask -yes-> ship', 'ask -no-> refund', 'order -> each', 'each/pack -> each/label');
const ids = () => createIds(countingRandom());
const open = (now = () => 0) => createEditor({ flow: start, ids: ids(), now });

it('takes back whatever was done, down to the start, and does it all again', () => {
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 25 }), (doings) => {
      let clock = 0;
      const editor = open(() => (clock += 10_000));
      for (const one of doings) editor.execute(commandFor(one, editor.getState()));
      const end = editor.getState().flow;
      while (editor.undo() !== undefined);
      expect(editor.getState().flow).toEqual(start);
      while (editor.redo() !== undefined);
      expect(editor.getState().flow).toEqual(end);
    }),
    { numRuns: 300 },
  );
});

it('makes only documents that can be saved, whatever is done', () => {
  fc.assert(
    fc.property(fc.array(doing, { maxLength: 25 }), (doings) => {
      const editor = open();
      for (const one of doings) editor.execute(commandFor(one, editor.getState()));
      const { flow: end, selection } = editor.getState();
      expect(FlowDocument.safeParse(end).error).toBeUndefined();
      for (const { from, to } of Object.values(end.edges))
        expect([end.steps[from]?.id, end.steps[to]?.id]).toEqual([from, to]);
      const parents = Object.values(end.steps).flatMap(({ parent }) => parent ?? []);
      expect(parents.map((parent) => end.steps[parent]?.id)).toEqual(parents);
      for (const id of selection.steps) expect(end.steps[id]?.id).toBe(id);
    }),
    { numRuns: 300 },
  );
});

it('sends diffs that lead from any document it was to any it became', () => {
  fc.assert(
    fc.property(fc.array(doing, { minLength: 1, maxLength: 12 }), fc.nat(), (doings, at) => {
      const editor = open();
      const seen = [editor.getState().flow];
      for (const one of doings) {
        editor.execute(commandFor(one, editor.getState()));
        seen.push(editor.getState().flow);
      }
      const from = seen[at % seen.length] ?? start;
      const end = editor.getState().flow;
      expect(applyDiff(from, diffFlows(from, end))).toEqual(end);
    }),
  );
});

it('undoes a burst of typing in one go, and a later one by itself', () => {
  let clock = 0;
  const editor = open(() => clock);
  const { ship } = start.steps;
  const type = (name: string) => ship && editor.execute(renameStep({ step: ship.id, name }));
  type('S');
  type('Se');
  type('Send');
  clock = 60_000;
  type('Send it');
  editor.undo();
  expect(editor.getState().flow.steps.ship?.name).toBe('Send');
  editor.undo();
  expect(editor.getState().flow).toEqual(start);
});

it('does not undo what somebody else has changed since, and says that a part was left', () => {
  const editor = open();
  const ship = start.steps.ship;
  if (ship === undefined) throw new Error('The drawing has no ship.');
  editor.execute(renameStep({ step: ship.id, name: 'Mine' }));
  editor.replace({
    ...editor.getState().flow,
    steps: { ...editor.getState().flow.steps, ship: { ...ship, name: 'Theirs' } },
  });
  expect(editor.undo()).toEqual({ label: 'rename to “Mine”', partly: true });
  expect(editor.getState().flow.steps.ship?.name).toBe('Theirs');
});

it('leaves what others did, however much of what was done here is undone', () => {
  const doings = fc.array(fc.tuple(doing, fc.option(fc.nat())), { maxLength: 20 });
  fc.assert(
    fc.property(doings, (turns) => {
      const editor = open();
      const theirs = new Map<string, number>();
      for (const [at, [mine, pick]] of turns.entries()) {
        editor.execute(commandFor(mine, editor.getState()));
        const { flow: now } = editor.getState();
        const steps = Object.values(now.steps);
        const step = pick === null ? undefined : steps[pick % steps.length];
        if (step === undefined) continue;
        const timeoutMs = 1_000 + at;
        theirs.set(step.id, timeoutMs);
        editor.replace({ ...now, steps: { ...now.steps, [step.id]: { ...step, timeoutMs } } });
      }
      while (editor.undo() !== undefined);
      const { steps } = editor.getState().flow;
      expect([...theirs.keys()].map((id) => [id, steps[StepId.parse(id)]?.timeoutMs])).toEqual([...theirs]);
    }),
    { numRuns: 300 },
  );
});

it('lets go of what is no longer there', () => {
  const editor = open();
  const ship = start.steps.ship;
  if (ship === undefined) throw new Error('The drawing has no ship.');
  editor.select(selectSteps(ship.id));
  const { ship: _gone, ...left } = start.steps;
  editor.replace({ ...start, steps: left });
  expect([...editor.getState().selection.steps]).toEqual([]);
});

it('adds a step by itself when the one it should follow has gone meanwhile', () => {
  const editor = open();
  const step = {
    name: 'Ask',
    kind: 'call' as const,
    outlets: [],
    uses: { connector: 'shop', version: '1', operation: 'ask' },
  };
  editor.execute(addStep({ step, position: { x: 0, y: 0 }, after: { from: StepId.parse('gone'), outlet: 'done' } }));
  expect(Object.keys(editor.getState().flow.edges)).toEqual(Object.keys(start.edges));
  expect(Object.keys(editor.getState().flow.steps)).toHaveLength(Object.keys(start.steps).length + 1);
});
