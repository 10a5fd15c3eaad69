import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StepId } from './document.ts';
import { downstreamOf, findCycles, graphOf, loopsAround, topologicalOrder, upstreamOf } from './graph.ts';
import { documents, flow, withStep } from './testing.ts';

//            +-yes-> ship ------------------+
//  order -> ask                             +-> end
//            +-no-> each [ a -> in [ x ] ] -+
const drawing = flow(
  'order -> ask',
  'ask -yes-> ship',
  'ask -no-> each',
  'each/a -> each/in',
  'each/in/x',
  'ship -> end',
  'each -> end',
);

describe('around a step', () => {
  it('stand the loops it is in, the nearest first', () => {
    expect(loopsAround(drawing, 'x')).toEqual(['in', 'each']);
    expect(loopsAround(drawing, 'each')).toEqual([]);
  });

  it('a loop inside itself ends the search', () => {
    expect(loopsAround(withStep(drawing, 'each', { parent: StepId.parse('in') }), 'x')).toEqual(['in', 'each']);
  });
});

describe('before a step', () => {
  it('come the steps along the wires, the loops around it and those before them', () => {
    expect(upstreamOf(drawing, 'x')).toEqual(new Set(['in', 'each', 'a', 'ask', 'order']));
    expect(upstreamOf(drawing, 'order')).toEqual(new Set());
  });

  it('do not come the insides of an earlier loop', () => {
    expect(upstreamOf(drawing, 'end')).toEqual(new Set(['ship', 'each', 'ask', 'order']));
  });
});

describe('after a step', () => {
  it('come the steps along the wires and what is inside them', () => {
    expect(downstreamOf(drawing, StepId.parse('ask'))).toEqual(new Set(['ship', 'each', 'a', 'in', 'x', 'end']));
    expect(downstreamOf(drawing, StepId.parse('each'))).toEqual(new Set(['a', 'in', 'x', 'end']));
  });
});

describe('the order of steps', () => {
  it('puts loops before their insides, and these before what follows', () => {
    expect(topologicalOrder(drawing)).toEqual(['order', 'ask', 'each', 'a', 'in', 'x', 'ship', 'end']);
  });

  it('does not depend on the order of the records', () => {
    const turned = {
      ...drawing,
      steps: Object.fromEntries(Object.entries(drawing.steps).toReversed()),
      edges: Object.fromEntries(Object.entries(drawing.edges).toReversed()),
    };
    expect(topologicalOrder(turned)).toEqual(topologicalOrder(drawing));
  });

  it('holds every step of any document once, each after what it waits for unless they wait for each other', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const order = topologicalOrder(document);
        expect(order.toSorted()).toEqual(Object.keys(document.steps).toSorted());
        const tangled = findCycles(document).length > 0;
        const graph = graphOf(document);
        const isAfter = (id: StepId) => graph.incoming(id).every(({ from }) => order.indexOf(from) < order.indexOf(id));
        expect(tangled || order.every(isAfter)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('circles', () => {
  it('are found, one for each tangle, in the order of their wires', () => {
    expect(findCycles(flow('a -> b', 'b -> c', 'c -> b', 'x -> y', 'y -> z', 'z -> x'))).toEqual([
      ['b', 'c'],
      ['x', 'y', 'z'],
    ]);
    expect(findCycles(drawing)).toEqual([]);
  });

  it('are circles: each step is wired to the next, and the last to the first', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const graph = graphOf(document);
        for (const cycle of findCycles(document)) {
          const next = (index: number) => cycle[(index + 1) % cycle.length];
          expect(cycle.every((id, index) => graph.outgoing(id).some(({ to }) => to === next(index)))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are missed in no document: without any, some step always waits for nothing', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const graph = graphOf(document);
        const onItself = Object.values(document.steps).some(({ id }) => upstreamAlong(graph, id).has(id));
        expect(findCycles(document).length > 0).toBe(onItself);
      }),
      { numRuns: 500 },
    );
  });

  it('of twenty thousand steps in a chain take no stack', () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => `s${index}`);
    const lines = ids.map((id, index) => `${id} -> ${ids[(index + 1) % ids.length]}`);
    expect(findCycles(flow(...lines))[0]).toHaveLength(20_000);
  });

  function upstreamAlong(graph: ReturnType<typeof graphOf>, start: StepId): Set<string> {
    const found = new Set<string>();
    const open: string[] = [start];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const before = graph.incoming(id).map(({ from }) => from);
      open.push(...before.filter((from) => !found.has(from)));
      for (const from of before) found.add(from);
    }
    return found;
  }
});
