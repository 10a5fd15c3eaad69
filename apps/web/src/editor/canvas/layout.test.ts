import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { faceOf, TestEditor } from '../testing.ts';
import { type LayoutInput, layoutFlow } from './layout.ts';
import { shapeOf } from './tidyShape.ts';

const step = (id: string, parent?: string, isLoop = false) => ({ id, parent, width: 300, height: 60, isLoop, ways: 1 });
const wire = (from: string, to: string, isError = false) => ({ from, to, isError, way: 0 });

it('puts what comes later below, and yes left of no', () => {
  const at = layoutFlow({
    steps: ['ask', 'no', 'yes', 'end'].map((id) => step(id)),
    edges: [wire('ask', 'yes'), wire('ask', 'no'), wire('yes', 'end')],
  });
  expect(at.yes?.y).toBeGreaterThan(at.ask?.y ?? 0);
  expect(at.end?.y).toBeGreaterThan(at.yes?.y ?? 0);
  expect(at.yes?.x).toBeLessThan(at.no?.x ?? 0);
});

it('lays a loop out from the inside, with its steps below its head', () => {
  const at = layoutFlow({
    steps: [step('a'), step('each', undefined, true), step('one', 'each'), step('two', 'each'), step('after')],
    edges: [wire('a', 'each'), wire('one', 'two'), wire('each', 'after')],
  });
  expect(at.one?.y).toBeGreaterThanOrEqual(44);
  expect(at.after?.y).toBeGreaterThan((at.each?.y ?? 0) + (at.two?.y ?? 0) + 60);
});

it('makes room for the label of an error wire between two steps, and nowhere else', () => {
  const steps = ['start', 'left', 'right', 'end'].map((id) => step(id));
  const edges = [wire('start', 'left'), wire('start', 'right'), wire('left', 'end'), wire('right', 'end')];
  const gap = (more: LayoutInput['edges']) => {
    const at = layoutFlow({ steps, edges: [...edges, ...more] });
    return (at.right?.x ?? 0) - (at.left?.x ?? 0) - 300;
  };
  expect(gap([])).toBe(36);
  expect(gap([wire('left', 'end', true)])).toBeGreaterThanOrEqual(102);
  expect(gap([wire('right', 'end', true)])).toBe(36);
});

const size = 12;
const flows: fc.Arbitrary<LayoutInput> = fc
  .array(fc.record({ from: fc.nat(size - 1), to: fc.nat(size - 1), isError: fc.boolean() }), { maxLength: 30 })
  .map((wires) => ({
    steps: Array.from({ length: size }, (_, at) => step(`s${at}`)),
    edges: wires
      .filter(({ from, to }) => from < to)
      .map(({ from, to, isError }) => wire(`s${from}`, `s${to}`, isError)),
  }));

it('gives every step a place of its own, whatever the wires', () => {
  fc.assert(
    fc.property(flows, (input) => {
      const corners = Object.values(layoutFlow(input));
      expect(corners).toHaveLength(size);
      for (const [at, a] of corners.entries()) {
        const covered = corners.slice(at + 1).filter((b) => Math.abs(a.x - b.x) < 300 && Math.abs(a.y - b.y) < 60);
        expect(covered).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

it('keeps yes left of no, whichever was wired first and wherever the steps stood', () => {
  const drawing = [
    'a -> ask',
    'ask -no-> n',
    'ask -yes-> y',
    'n -> again',
    'again -yes-> p',
    'again -no-> q',
    'y -> end',
  ];
  const places = fc.array(fc.record({ x: fc.nat(2_000), y: fc.nat(2_000) }), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(fc.shuffledSubarray(drawing, { minLength: drawing.length }), places, (lines, positions) => {
      const { flow } = new TestEditor(...lines);
      const steps = Object.values(flow.steps).map((one, index) => {
        return [one.id, { ...one, position: positions[index] ?? one.position }] as const;
      });
      const at = layoutFlow(shapeOf({ ...flow, steps: Object.fromEntries(steps) }, faceOf));
      expect(at.y?.x).toBeLessThan(at.n?.x ?? 0);
      expect(at.p?.x).toBeLessThan(at.q?.x ?? 0);
    }),
  );
});
