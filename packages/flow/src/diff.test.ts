import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDiff, composeDiffs, diffFlows, FlowDiff, fitsDiff, invertDiff, isEmptyDiff } from './diff.ts';
import { documents, flow, withStep } from './testing.ts';

describe('the difference between two documents', () => {
  it('makes one of the other, and its inverse takes that back', () => {
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        const diff = diffFlows(before, after);
        expect(applyDiff(before, diff)).toEqual(after);
        expect(applyDiff(after, invertDiff(diff))).toEqual(before);
        expect(invertDiff(invertDiff(diff))).toEqual(diff);
      }),
    );
  });

  it('is empty between a document and its copy, even with other key orders', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const copy = structuredClone(document);
        const turned = { ...copy, steps: Object.fromEntries(Object.entries(copy.steps).toReversed()) };
        expect(isEmptyDiff(diffFlows(document, turned))).toBe(true);
      }),
    );
  });

  it('goes over the wire and back', () => {
    fc.assert(
      fc.property(documents, documents, (before, after) => {
        const diff = diffFlows(before, after);
        expect(FlowDiff.parse(JSON.parse(JSON.stringify(diff)))).toEqual(diff);
      }),
    );
  });

  it('composes: two changes in one do what they do one after the other', () => {
    fc.assert(
      fc.property(documents, documents, documents, (first, second, third) => {
        const both = composeDiffs(diffFlows(first, second), diffFlows(second, third));
        expect(both).toEqual(diffFlows(first, third));
      }),
    );
  });

  it('fits the document it was made from, and not one where a record it names has changed', () => {
    const before = flow('order -> ask');
    const diff = diffFlows(before, withStep(before, 'ask', { name: 'Ask the customer' }));
    expect(fitsDiff(before, diff)).toBe(true);
    expect(fitsDiff(withStep(before, 'order', { name: 'Other' }), diff)).toBe(true);
    expect(fitsDiff(withStep(before, 'ask', { name: 'Other' }), diff)).toBe(false);
    expect(fitsDiff(before, diffFlows(flow('order'), before))).toBe(false);
  });

  it('keeps the records it does not name as the same objects', () => {
    const before = flow('order -> ask');
    const after = applyDiff(before, diffFlows(before, withStep(before, 'ask', { name: 'Other' })));
    expect(after.steps.order).toBe(before.steps.order);
  });

  it('is refused when a record says another id than its key', () => {
    const { ask } = flow('order -> ask').steps;
    const diff = {
      ...diffFlows(flow('order'), flow('order')),
      steps: { added: { other: ask }, updated: {}, removed: {} },
    };
    expect(FlowDiff.safeParse(diff).success).toBe(false);
    expect(FlowDiff.safeParse({ ...diff, steps: { added: {}, updated: { x: [ask, ask] }, removed: {} } }).success).toBe(
      false,
    );
  });
});
