import { type FlowDocument, StepId } from '@patchbay/flow';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuClock } from '../../../../../tooling/testing/cpuClock.ts';
import type { Command } from '../commands/command.ts';
import { commandFor, doing, measure } from '../commands/commands.fixture.ts';
import { connect } from '../commands/connect.ts';
import { moveSteps } from '../commands/moveSteps.ts';
import { placeStep } from '../commands/placeStep.ts';
import { removeSteps } from '../commands/removeSteps.ts';
import { createEditor } from '../document/createEditor.ts';
import { createIds } from '../document/createIds.ts';
import { countingRandom, faceOf, operation, TestEditor } from '../testing.ts';
import { blockOf } from './blocks.ts';
import { boxesOf } from './geometry.ts';
import { layoutFlow } from './layout.ts';
import { partsOf } from './parts.ts';
import { settle } from './settle.ts';
import { shapeOf } from './tidyShape.ts';

const settling = (change: { before: FlowDocument; after: FlowDocument }) => settle(change, faceOf);

/** An open flow that keeps itself tidy, as the builder's does. */
function tidyEditor(...drawing: string[]) {
  const drawn = new TestEditor(...drawing).flow;
  const corners = layoutFlow(shapeOf(drawn, faceOf));
  const steps = Object.entries(drawn.steps).map(([id, step]) => [
    id,
    { ...step, position: corners[id] ?? step.position },
  ]);
  const flow = { ...drawn, steps: Object.fromEntries(steps) };
  return createEditor({ flow, ids: createIds(countingRandom()), now: () => 0, settle: settling });
}

const id = StepId.parse;
const at = (flow: FlowDocument, step: string) => flow.steps[step]?.position;

describe('a flow that nobody has arranged by hand', () => {
  it('closes the gap of a deleted step', () => {
    const editor = tidyEditor('a -> b', 'b -> c', 'c -> d');
    editor.execute(removeSteps([id('b')]));
    expect(at(editor.getState().flow, 'c')).toEqual({ x: 0, y: 120 });
    expect(at(editor.getState().flow, 'd')).toEqual({ x: 0, y: 240 });
  });

  it('puts both ways of a branch beside each other below it, and keeps the place of one that is free', () => {
    const editor = tidyEditor('a -> ask', 'ask -yes-> x');
    const ask = id('ask');
    editor.execute(placeStep({ step: operation('call'), measure, place: { kind: 'after', from: ask, outlet: 'no' } }));
    const [added = ask] = editor.getState().selection.steps;
    expect([at(editor.getState().flow, 'x'), at(editor.getState().flow, added)]).toEqual([
      { x: 0, y: 267 },
      { x: 336, y: 267 },
    ]);
    editor.execute(removeSteps([added]));
    expect(at(editor.getState().flow, 'x')).toEqual({ x: 0, y: 267 });
  });

  it('puts what catches a failure beside it, and what joins two ways below both', () => {
    const editor = tidyEditor(
      'a -> b',
      'a -error-> tell',
      'b -> ask',
      'ask -yes-> x',
      'ask -no-> y',
      'x -> z',
      'y -> z',
    );
    const { flow } = editor.getState();
    expect(at(flow, 'tell')).toEqual({ x: (at(flow, 'a')?.x ?? 0) + 402, y: 72 });
    expect(at(flow, 'z')?.x).toBe(at(flow, 'b')?.x);
    expect(at(flow, 'z')?.y).toBe((at(flow, 'x')?.y ?? 0) + 120);
  });

  it('makes room below a loop that grows, and takes it back', () => {
    const editor = tidyEditor('a -> each', 'each -> z', 'each/one', 'each/two', 'one -> two');
    const before = editor.getState().flow;
    editor.execute(moveSteps({ steps: new Map([[id('two'), { x: 36, y: 400 }]]) }));
    const grown = editor.getState().flow;
    expect((at(grown, 'z')?.y ?? 0) - (at(before, 'z')?.y ?? 0)).toBeGreaterThan(0);
    editor.undo();
    expect(editor.getState().flow).toEqual(before);
  });
});

describe('a flow that somebody has arranged by hand', () => {
  it('keeps its gaps', () => {
    const editor = tidyEditor('a -> b', 'b -> c', 'c -> d');
    editor.execute(moveSteps({ steps: new Map([[id('d'), { x: 90, y: 500 }]]) }));
    editor.execute(removeSteps([id('b')]));
    expect(at(editor.getState().flow, 'c')).toEqual({ x: 0, y: 240 });
    expect(at(editor.getState().flow, 'd')).toEqual({ x: 90, y: 500 });
  });
});

/** What a person does without placing anything. */
const shaping = doing.filter(({ what }) => !['move', 'moveInto', 'note', 'dissolve', 'duplicate'].includes(what));

it('is tidy after whatever was done, and nothing lies on anything', () => {
  fc.assert(
    fc.property(fc.array(shaping, { minLength: 1, maxLength: 14 }), (doings) => {
      const editor = tidyEditor('a');
      for (const one of doings) {
        editor.execute(commandFor(one, editor.getState()));
        expect(untidy(editor.getState().flow)).toEqual([]);
        expect(overlaps(editor.getState().flow)).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

it('keeps who stands left of whom among the ways on of a step', () => {
  fc.assert(
    fc.property(fc.array(shaping, { minLength: 1, maxLength: 14 }), (doings) => {
      const editor = tidyEditor('a');
      for (const one of doings) {
        const { flow: before } = editor.getState();
        const command = commandFor(one, editor.getState());
        editor.execute(command);
        expect(swapped(before, editor.getState().flow)).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

it('leaves a part alone in which a step was placed by hand, but for what the command itself moves', () => {
  fc.assert(
    fc.property(fc.array(shaping, { minLength: 3, maxLength: 10 }), shaping, fc.nat(400), (doings, last, off) => {
      const editor = tidyEditor('a');
      for (const one of doings) editor.execute(commandFor(one, editor.getState()));
      const placedByHand = Object.values(editor.getState().flow.steps).filter(({ parent }) => parent === undefined);
      const [some] = placedByHand.toReversed();
      fc.pre(some !== undefined && some.id !== 'a');
      const { x, y } = some.position;
      editor.execute(moveSteps({ steps: new Map([[some.id, { x: x + 7 + off, y: y + 9 }]]) }));
      const { flow: before } = editor.getState();
      const byHand = partsOf(before, undefined, faceOf).find(({ steps }) => steps.has(some.id));
      fc.pre(byHand !== undefined && byHand.steps.size > 1);
      const command = commandFor(last, editor.getState());
      const bare = without(before, command);
      const kept = [...byHand.steps.keys()].filter((step) => editor.getState().flow.steps[step] !== undefined);
      editor.execute(command);
      const { flow } = editor.getState();
      // A whole part may be pushed aside, never taken apart.
      const part = partsOf(flow, undefined, faceOf).find(({ steps }) => kept.some((step) => steps.has(step)));
      const shifts = kept
        .filter((step) => part?.steps.has(step))
        .map(
          (step) =>
            `${(at(flow, step)?.x ?? 0) - (at(bare, step)?.x ?? 0)} ${(at(flow, step)?.y ?? 0) - (at(bare, step)?.y ?? 0)}`,
        );
      expect(new Set(shifts).size).toBeLessThanOrEqual(1);
    }),
    { numRuns: 200 },
  );
});

it('is one entry of the history with what made it necessary', () => {
  fc.assert(
    fc.property(fc.array(shaping, { minLength: 1, maxLength: 8 }), shaping, (doings, last) => {
      const editor = tidyEditor('a');
      for (const one of doings) editor.execute(commandFor(one, editor.getState()));
      const { flow } = editor.getState();
      fc.pre(editor.execute({ ...commandFor(last, editor.getState()), mergeKey: 'last' }));
      fc.pre(JSON.stringify(editor.getState().flow) !== JSON.stringify(flow));
      editor.undo();
      expect(editor.getState().flow).toEqual(flow);
    }),
    { numRuns: 100 },
  );
});

it('lays out a thousand steps in a moment', () => {
  const editor = tidyEditor(...Array.from({ length: 999 }, (_, step) => `s${step} -> s${step + 1}`));
  const spentMs = cpuClock();
  editor.execute(removeSteps([id('s500')]));
  expect(spentMs()).toBeLessThan(1_000);
  expect(at(editor.getState().flow, 's999')).toEqual({ x: 0, y: 998 * 120 });
});

function without(flow: FlowDocument, command: Command): FlowDocument {
  const random = countingRandom();
  for (let drawn = 0; drawn < 5_000; drawn += 1) random();
  const bare = createEditor({ flow, ids: createIds(random), now: () => 0 });
  bare.execute(command);
  return bare.getState().flow;
}

/** Steps that do not stand where the layout would put them, counted from the first step of their part. */
function untidy(flow: FlowDocument): string[] {
  const scopes = new Set(Object.values(flow.steps).map(({ parent }) => parent));
  return [...scopes].flatMap((scope) =>
    partsOf(flow, scope, faceOf).flatMap(({ steps, edges }) => {
      const [head, ...boxes] = blockOf([...steps.values()], edges);
      return boxes.flatMap(({ id, x, y }) => {
        const off = (axis: 'x' | 'y', to: number) =>
          Math.abs((at(flow, id)?.[axis] ?? 0) - (at(flow, head?.id ?? '')?.[axis] ?? 0) - to);
        return off('x', x - (head?.x ?? 0)) <= 1 && off('y', y - (head?.y ?? 0)) <= 1
          ? []
          : [`${id} in ${scope ?? 'all'}`];
      });
    }),
  );
}

function overlaps(flow: FlowDocument): string[] {
  const boxes = [...boxesOf(flow, faceOf)];
  return boxes.flatMap(([a, one], index) =>
    boxes.slice(index + 1).flatMap(([b, other]) => {
      if (flow.steps[a]?.parent !== flow.steps[b]?.parent) return [];
      const isApart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y;
      return isApart ? [] : [`${a} on ${b}`];
    }),
  );
}

/** Pairs that follow the same step directly through the same way on before and after, and have changed sides. */
function swapped(before: FlowDocument, after: FlowDocument): string[] {
  const edges = Object.values(after.edges).filter(({ id }) => before.edges[id] !== undefined);
  const onlyIn = (flow: FlowDocument, step: string) =>
    Object.values(flow.edges).filter(({ to }) => to === step).length === 1;
  const lone = edges.filter(({ to, outlet }) => outlet !== 'error' && onlyIn(before, to) && onlyIn(after, to));
  return lone.flatMap((one) =>
    lone.flatMap((other) => {
      if (one.from !== other.from || one.outlet !== other.outlet || one.to === other.to) return [];
      const middle = (flow: FlowDocument, step: string) => at(flow, step)?.x ?? 0;
      const was = middle(before, one.to) - middle(before, other.to);
      const is = middle(after, one.to) - middle(after, other.to);
      return was < 0 && is > 0 ? [`${one.to} ${other.to}`] : [];
    }),
  );
}

it('does not move a step that lies by itself, and takes it along when it is wired', () => {
  const editor = tidyEditor('a -> b', 'x');
  editor.execute(moveSteps({ steps: new Map([[id('x'), { x: 700, y: 10 }]]) }));
  editor.execute(commandFor({ what: 'add', a: 1, b: 0, text: 'c' }, editor.getState()));
  expect(at(editor.getState().flow, 'x')).toEqual({ x: 700, y: 10 });
  editor.execute(connect({ from: id('b'), outlet: 'done', to: id('x') }));
  expect(untidy(editor.getState().flow)).toEqual([]);
});
