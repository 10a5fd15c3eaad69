import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyDiff, diffFlows, type FlowDiff } from './diff.ts';
import { EdgeId, type FlowDocument, OperationRef, type Step, StepId } from './document.ts';
import { own, sameJson } from './equal.ts';
import { mergeDiffs } from './mergeDiffs.ts';
import { documents, edits, flow, wiredDocuments, withStep } from './testing.ts';

const base = withStep(flow('order -> ask', 'ask -> ship', 'ship -> bill'), 'ask', {
  inputs: {
    to: { kind: 'literal', value: 'a@example.com' },
    body: {
      kind: 'object',
      fields: { name: { kind: 'literal', value: 'Ada' }, email: { kind: 'literal', value: 'x' } },
    },
  },
});

type Change = (document: FlowDocument) => FlowDocument;

function merged(mine: Change, theirs: Change) {
  const result = mergeDiffs(diffFlows(base, mine(base)), diffFlows(base, theirs(base)));
  return result.ok ? { ok: true as const, document: applyDiff(base, result.diff) } : result;
}

const step =
  (id: string, changes: Partial<Step>): Change =>
  (document) =>
    withStep(document, id, changes);
const input =
  (name: string, value: string): Change =>
  (document) =>
    withStep(document, 'ask', {
      inputs: { ...own(document.steps, 'ask')?.inputs, [name]: { kind: 'literal', value } },
    });
const bodyField =
  (field: string, value: string): Change =>
  (document) => {
    const body = own(document.steps, 'ask')?.inputs.body;
    if (body?.kind !== 'object') throw new Error('The body is gone.');
    const fields = { ...body.fields, [field]: { kind: 'literal' as const, value } };
    return withStep(document, 'ask', {
      inputs: { ...own(document.steps, 'ask')?.inputs, body: { kind: 'object', fields } },
    });
  };
const without =
  (id: string): Change =>
  (document) => ({
    ...document,
    steps: Object.fromEntries(Object.entries(document.steps).filter(([key]) => key !== id)),
    edges: Object.fromEntries(Object.entries(document.edges).filter(([, { from, to }]) => from !== id && to !== id)),
  });
const draw =
  (...lines: string[]): Change =>
  (document) => {
    const drawn = flow(...lines);
    return { ...document, steps: { ...drawn.steps, ...document.steps }, edges: { ...document.edges, ...drawn.edges } };
  };

describe('two changes made from the same document', () => {
  it.each<[string, Change, Change, Change]>([
    [
      'to different steps',
      step('ask', { name: 'A' }),
      step('ship', { name: 'S' }),
      (d) => withStep(withStep(d, 'ask', { name: 'A' }), 'ship', { name: 'S' }),
    ],
    [
      'the same change on both sides',
      step('ask', { name: 'A' }),
      step('ask', { name: 'A' }),
      step('ask', { name: 'A' }),
    ],
    [
      'name and position',
      step('ask', { name: 'A' }),
      step('ask', { position: { x: 9, y: 9 } }),
      step('ask', { name: 'A', position: { x: 9, y: 9 } }),
    ],
    ['two inputs', input('to', 'b'), input('subject', 'Hello'), (d) => input('subject', 'Hello')(input('to', 'b')(d))],
    [
      'two fields of one input',
      bodyField('name', 'B'),
      bodyField('email', 'y'),
      (d) => bodyField('email', 'y')(bodyField('name', 'B')(d)),
    ],
    [
      'a connection and an input',
      step('ask', { connection: 'c1' }),
      input('to', 'b'),
      (d) => withStep(input('to', 'b')(d), 'ask', { connection: 'c1' }),
    ],
    ['the same step deleted', without('bill'), without('bill'), without('bill')],
    [
      'a deletion elsewhere',
      without('bill'),
      step('ask', { name: 'A' }),
      (d) => withStep(without('bill')(d), 'ask', { name: 'A' }),
    ],
    [
      'a time limit and a flow to start on failure',
      (d) => ({ ...d, settings: { timeLimitMs: 60_000 } }),
      (d) => ({ ...d, settings: { onFailure: 'f1' } }),
      (d) => ({ ...d, settings: { timeLimitMs: 60_000, onFailure: 'f1' } }),
    ],
    ['the same wire drawn', draw('order -> ship'), draw('order -> ship'), draw('order -> ship')],
  ])('merges %s', (...[, mine, theirs, both]) => {
    expect(merged(mine, theirs)).toEqual({ ok: true, document: both(base) });
  });

  it('keeps one of two wires with the same ends, the one that is saved already', () => {
    const mine: Change = (d) => withEdge(d, 'mine');
    const theirs: Change = (d) => withEdge(d, 'theirs');
    expect(merged(mine, theirs)).toEqual({ ok: true, document: withEdge(base, 'theirs') });
  });

  const uses = OperationRef.parse({ connector: 'test', version: '1', operation: 'pure' });
  it.each<[Change, Change, object]>([
    [
      step('ask', { name: 'A' }),
      step('ask', { name: 'B' }),
      { id: 'ask', field: ['name'], message: "Name of 'Ask' was changed on both sides." },
    ],
    [
      input('to', 'b'),
      input('to', 'c'),
      { id: 'ask', field: ['inputs', 'to'], message: "To of 'Ask' was changed on both sides." },
    ],
    [
      bodyField('email', 'y'),
      bodyField('email', 'z'),
      { id: 'ask', field: ['inputs', 'body', 'email'], message: "Body › Email of 'Ask' was changed on both sides." },
    ],
    [bodyField('email', 'y'), input('body', 'z'), { id: 'ask', field: ['inputs', 'body'] }],
    [
      step('ask', { uses }),
      input('to', 'c'),
      { id: 'ask', field: ['uses'], message: "The operation of 'Ask' was changed on both sides." },
    ],
    [
      without('ask'),
      step('ask', { name: 'B' }),
      { id: 'ask', code: 'deleted_and_changed', message: "'Ask' was deleted on one side and changed on the other." },
    ],
    [step('ask', { name: 'B' }), without('ask'), { id: 'ask', code: 'deleted_and_changed' }],
    [
      without('bill'),
      draw('order -> bill'),
      { id: 'bill', code: 'deleted_and_used', message: "'Bill' was deleted on one side and wired to on the other." },
    ],
    [draw('bill -> more'), without('bill'), { id: 'bill', code: 'deleted_and_used' }],
    [without('bill'), draw('bill/inner'), { id: 'bill', code: 'deleted_and_used' }],
    [step('ask', { parent: StepId.parse('bill') }), without('bill'), { id: 'bill', code: 'deleted_and_used' }],
    [
      (d) => ({ ...d, settings: { timeLimitMs: 60_000 } }),
      (d) => ({ ...d, settings: { timeLimitMs: 90_000 } }),
      {
        record: 'settings',
        field: ['timeLimitMs'],
        message: 'The time limit of the flow was changed on both sides.',
      },
    ],
    [
      draw('fresh -> a'),
      (d) => withStep(draw('fresh -> a')(d), 'fresh', { name: 'Other' }),
      { id: 'fresh', code: 'both_changed' },
    ],
  ])('is a conflict that names the record and the field: %#', (mine, theirs, conflict) => {
    expect(merged(mine, theirs)).toMatchObject({ ok: false, conflicts: [conflict] });
  });

  function withEdge(document: FlowDocument, id: string): FlowDocument {
    const drawn = flow('order -> bill').edges['order/done/bill'];
    if (drawn === undefined) throw new Error('Nothing was drawn.');
    return { ...document, edges: { ...document.edges, [id]: { ...drawn, id: EdgeId.parse(id) } } };
  }
});

describe('any two changes', () => {
  const cases = fc.tuple(wiredDocuments, edits, edits).map(([document, mine, theirs]) => {
    const diffs = { mine: diffFlows(document, mine(document)), theirs: diffFlows(document, theirs(document)) };
    return { document, mine: diffs.mine, theirs: diffs.theirs, result: mergeDiffs(diffs.mine, diffs.theirs) };
  });

  it('merge to a document in which every wire has both its ends', () => {
    fc.assert(
      fc.property(cases, ({ document, result }) => {
        if (!result.ok) return;
        const { steps, edges } = applyDiff(document, result.diff);
        const ends = Object.values(edges).flatMap(({ from, to }) => [from, to]);
        const loops = Object.values(steps).flatMap(({ parent }) => parent ?? []);
        expect([...ends, ...loops].filter((id) => own(steps, id) === undefined)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('merge to a document that says all that either side said', () => {
    fc.assert(
      fc.property(cases, ({ document, mine, theirs, result }) => {
        if (!result.ok) return;
        const both = applyDiff(document, result.diff);
        expect(isDoneIn(both, theirs)).toBe(true);
        expect(isDoneIn(both, mine)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('come to the same document when mine is put on top of theirs', () => {
    fc.assert(
      fc.property(cases, ({ document, theirs, result }) => {
        if (!result.ok) return;
        expect(applyDiff(applyDiff(document, theirs), result.onTop)).toEqual(applyDiff(document, result.diff));
      }),
    );
  });

  it('conflict or not, whoever comes first', () => {
    fc.assert(
      fc.property(cases, ({ mine, theirs, result }) => {
        expect(mergeDiffs(theirs, mine).ok).toBe(result.ok);
      }),
    );
  });

  it('merge or conflict even when they were not made from the same document', () => {
    fc.assert(
      fc.property(documents, documents, documents, (a, b, c) => {
        const result = mergeDiffs(diffFlows(a, b), diffFlows(c, a));
        expect(result.ok || result.conflicts.length > 0).toBe(true);
      }),
    );
  });

  function areSettingsDone({ settings }: FlowDocument, diff: FlowDiff): boolean {
    const { before, after } = diff.settings ?? {};
    const names = ['timeLimitMs', 'onFailure', 'atOnce', 'key'] as const;
    const changed = names.filter((name) => !sameJson(before?.[name], after?.[name]));
    return changed.every((name) => sameJson(settings?.[name], after?.[name]));
  }

  /** Records added and removed are there and gone, and each part of a step that was changed says what it was changed to. */
  function isDoneIn(document: FlowDocument, diff: FlowDiff): boolean {
    const stepsAreDone = Object.entries(diff.steps.updated).every(([id, [before, after]]) =>
      (Object.keys({ ...before, ...after }) as (keyof Step)[]).every((part) => {
        const now = own(document.steps, id)?.[part];
        return part === 'inputs' || sameJson(before[part], after[part]) || sameJson(now, after[part]);
      }),
    );
    const isGone = Object.keys(diff.steps.removed).every((id) => own(document.steps, id) === undefined);
    const isThere = Object.keys(diff.steps.added).every((id) => own(document.steps, id) !== undefined);
    const wires = new Set(Object.values(document.edges).map(({ from, outlet, to }) => `${from}/${outlet}/${to}`));
    const isWired = Object.values(diff.edges.added).every(({ from, outlet, to }) =>
      wires.has(`${from}/${outlet}/${to}`),
    );
    return stepsAreDone && isGone && isThere && isWired && areSettingsDone(document, diff);
  }
});
