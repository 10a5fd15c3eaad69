import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type LayoutInput, layoutFlow } from './layout.ts';

const step = (id: string, parent?: string, isLoop = false) => ({ id, parent, width: 300, height: 60, isLoop });
const wire = (from: string, to: string, isError = false) => ({ from, to, isError });

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
