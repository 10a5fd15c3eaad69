import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fingers, pinched } from './pinch.ts';

const limits = { least: 0.1, most: 1.5 };
const view = { x: 40, y: -20, zoom: 0.5 };
const from: Fingers = [
  { x: 100, y: 100 },
  { x: 200, y: 100 },
];

describe('two fingers on the sheet', () => {
  it('make it as much larger as they part', () => {
    const to: Fingers = [
      { x: 50, y: 100 },
      { x: 250, y: 100 },
    ];
    expect(pinched({ view, from, to, ...limits })).toEqual({ x: -70, y: -140, zoom: 1 });
  });

  it('move it where they go together, and leave its size', () => {
    const to: Fingers = [
      { x: 130, y: 90 },
      { x: 230, y: 90 },
    ];
    expect(pinched({ view, from, to, ...limits })).toEqual({ x: 70, y: -30, zoom: 0.5 });
  });

  it('never make it larger or smaller than it may be, nor lose it where both stand on one point', () => {
    const far: Fingers = [
      { x: -5000, y: 0 },
      { x: 5000, y: 0 },
    ];
    const near: Fingers = [
      { x: 150, y: 100 },
      { x: 150, y: 100 },
    ];
    expect(pinched({ view, from, to: far, ...limits }).zoom).toBe(1.5);
    expect(pinched({ view, from, to: near, ...limits }).zoom).toBe(0.1);
    expect(pinched({ view, from: near, to: from, ...limits })).toEqual({ x: 40, y: -20, zoom: 0.5 });
  });

  it('keep between them what was between them', () => {
    const point = fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }) });
    const some = fc.record({
      a: point,
      b: point,
      c: point,
      d: point,
      at: point,
      zoom: fc.double({ min: 0.1, max: 1.5, noNaN: true }),
    });
    fc.assert(
      fc.property(some, ({ a, b, c, d, at, zoom }) => {
        const before = { ...at, zoom };
        const after = pinched({ view: before, from: [a, b], to: [c, d], ...limits });
        const onSheet = (x: number, y: number, v: typeof before) => [(x - v.x) / v.zoom, (y - v.y) / v.zoom];
        const [x = 0, y = 0] = onSheet((a.x + b.x) / 2, (a.y + b.y) / 2, before);
        const [sameX, sameY] = onSheet((c.x + d.x) / 2, (c.y + d.y) / 2, after);
        expect(sameX).toBeCloseTo(x, 6);
        expect(sameY).toBeCloseTo(y, 6);
      }),
    );
  });
});
