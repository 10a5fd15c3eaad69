import { StepId } from '@patchbay/flow';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { errorLane } from './lanes.ts';

const id = (step: string) => StepId.parse(step);
const edge = { from: id('a'), to: id('end') };
const box = (x: number, y: number, height = 60) => ({ x, y, width: 300, height });
const from = { x: 300, y: 29 };
const to = { x: 486, y: 108 };
const boxes = (gap: number, height?: number) =>
  new Map([
    [id('a'), box(0, 0, height)],
    [id('beside'), box(300 + gap, 0, height)],
    [id('end'), box(336, 108)],
  ]);

it('leaves an error wire as it is when nothing stands beside its step', () => {
  const alone = new Map([...boxes(36)].filter(([step]) => step !== 'beside'));
  expect(errorLane(edge, { from, to }, alone)).toBeUndefined();
});

it('goes down between two cards, with the label below', () => {
  expect(errorLane(edge, { from, to }, boxes(36))).toEqual({ x: 318, label: { x: 318, y: 76 } });
});

it('has its label beside the step where there is room', () => {
  expect(errorLane(edge, { from, to }, boxes(120))).toEqual({ x: 392, label: { x: 350, y: 29 } });
});

it('never hides the label or the way down behind the card beside it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 140 }), fc.integer({ min: 60, max: 120 }), (gap, height) => {
      const lane = errorLane(edge, { from, to: { ...to, y: height + 48 } }, boxes(gap, height));
      const x = lane?.x ?? 0;
      const label = lane?.label ?? { x: 0, y: 0 };
      expect(x).toBeGreaterThan(300);
      expect(x).toBeLessThan(300 + gap);
      expect(label.y - 9 > height || label.x + 32 < 300 + gap).toBe(true);
    }),
  );
});
