import { array, assert, constantFrom, nat, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOf, upstreamOf } from './graph.ts';
import { flow } from './testing.ts';
import { upstreamsOf } from './upstreams.ts';

/** Drawings of up to twelve steps: any wires, circles among them, and steps in loops in loops. */
const drawings = array(tuple(constantFrom('wire', 'wire', 'inside'), nat(11), nat(11)), {
  minLength: 1,
  maxLength: 24,
}).map((lines) =>
  lines.flatMap(([kind, a, b]) => (a === b ? [] : [kind === 'wire' ? `s${a} -> s${b}` : `s${a}/s${b}`])),
);

describe('what is upstream, for all steps at once', () => {
  it('is what it is for each', () => {
    assert(
      property(drawings, (lines) => {
        const document = flow(...lines);
        const graph = graphOf(document);
        const isUpstream = upstreamsOf(document, graph);
        const ids = Object.keys(document.steps);
        for (const of of ids) {
          const others = (list: Iterable<string>) => [...list].filter((id) => id !== of).toSorted();
          expect(others(ids.filter((id) => isUpstream(id, of)))).toEqual(others(upstreamOf(document, of, graph)));
        }
      }),
    );
  });

  it('knows nothing of steps that are not there', () => {
    const document = flow('one -> two');
    const isUpstream = upstreamsOf(document, graphOf(document));
    expect([isUpstream('one', 'two'), isUpstream('none', 'two'), isUpstream('one', 'none')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
