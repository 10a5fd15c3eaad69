import { loadPlan, type RunEvent, viewRun } from '@patchbay/execution';
import { plan, planOf } from '@patchbay/execution/testing';
import { flow as lines } from '@patchbay/flow/testing';
import { EdgeId, type FlowDocument, StepId } from '@patchbay/flow';
import { describe, expect, it } from 'vitest';
import { logLines } from './logLines.ts';
import { overlayOf } from './overlayOf.ts';

const id = (name: string) => StepId.parse(name);
const none: ReadonlyMap<string, number> = new Map();

function drawn(...wires: [string, string, string][]): FlowDocument {
  const names = [...new Set(wires.flatMap(([from, , to]) => [from, to]))];
  const steps = names.map((name) => ({
    id: id(name),
    name,
    uses: { connector: 'x', version: '1', operation: name },
    inputs: {},
    position: { x: 0, y: 0 },
  }));
  const edges = wires.map(([from, outlet, to]) => ({
    id: EdgeId.parse(`${from}-${to}`),
    from: id(from),
    outlet,
    to: id(to),
  }));
  return {
    version: 1,
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
    notes: {},
  };
}

const events: RunEvent[] = [
  { type: 'run.started', at: 1_000, trigger: id('order'), payload: { n: 1 }, mode: 'mock' },
  { type: 'step.started', at: 1_000, path: 'ask', attempt: 1 },
  {
    type: 'step.failed',
    at: 1_100,
    path: 'ask',
    attempt: 1,
    failure: { code: 'busy', message: 'The API is busy.', retry: 'later' },
    retryAt: 2_100,
  },
  { type: 'step.started', at: 2_100, path: 'ask', attempt: 2 },
  { type: 'step.succeeded', at: 2_400, path: 'ask', outlet: 'done', output: [1, 2] },
];
const flow = drawn(['order', 'done', 'ask'], ['ask', 'done', 'ship']);
const view = viewRun(loadPlan(plan('order -> ask', 'ask -> ship')), events);

describe('a run over the canvas', () => {
  it('shows states, times, tries and what went along the wires', () => {
    const { steps, edges } = overlayOf(flow, view, { items: none, now: 3_000, events });
    expect(steps.get(id('ask'))).toMatchObject({
      status: 'succeeded',
      line: 'Worked at the 2nd try. The API is busy.',
    });
    expect(edges.get('order/done/ask')?.state).toBe('carried');
    expect(edges.get('ask/done/ship')).toMatchObject({ text: '2 items' });
  });

  it('says how far a list has been read that comes page by page, and what its loop has had of it', () => {
    const each = { items: { kind: 'reference' as const, step: 'ask', path: ['items'] } };
    const all = { pages: { kind: 'literal' as const, value: { take: 'all' } } };
    const fed = planOf(lines('order -> ask', 'ask -> ship', 'ship/send'), {
      ask: { operation: 'list', inputs: all },
      ship: { operation: 'forEach', inputs: each },
    });
    const page = (number: number, more?: number): RunEvent => ({
      type: 'step.succeeded',
      at: 2_000,
      path: 'ask',
      outlet: 'done',
      output: { items: [1, 2] },
      page: more === undefined ? { number } : { number, more },
    });
    const sent = (item: number): RunEvent => ({
      type: 'step.succeeded',
      at: 2_000,
      path: `ship[${item}]/send`,
      outlet: 'done',
    });
    const begun: RunEvent[] = [
      { type: 'run.started', at: 1_000, trigger: id('order'), payload: null, mode: 'live' },
      page(1, 2),
      { type: 'loop.started', at: 2_000, path: 'ship', count: 2 },
      sent(0),
    ];
    const shown = (journal: RunEvent[]) => {
      const { steps, edges } = overlayOf(flow, viewRun(loadPlan(fed), journal), { items: none, now: 3_000 });
      return [steps.get(id('ask'))?.line, edges.get('ask/done/ship')?.text, steps.get(id('ship'))?.result];
    };
    expect(shown(begun)).toEqual(['Page 1, 2 items so far', '2 items', '2 items so far · 1 done']);
    const over = [...begun, sent(1), page(2), sent(2), sent(3)];
    expect(shown(over)).toEqual(['2 pages, 4 items', '4 items', '4 items · all done']);
    const ends = over.filter((event) => event.type === 'step.succeeded' && event.path === 'ask');
    expect(logLines(ends, 'ask').map(({ words }) => words)).toEqual([
      'Page 1 came with 2 items.',
      'Page 2 came with 2 items. It is the last.',
    ]);
  });

  it('counts in the nouns of the flow, and opens what it counted', () => {
    const find = { ...flow, steps: { ...flow.steps, ask: { ...flow.steps[id('ask')], name: 'Find late orders' } } };
    const opened: string[] = [];
    const onCount = (step: string) => opened.push(step);
    const { edges } = overlayOf(find as FlowDocument, view, { items: none, now: 3_000, onCount });
    expect(edges.get('ask/done/ship')?.text).toBe('2 orders');
    edges.get('ask/done/ship')?.onOpen?.();
    expect(opened).toEqual(['ask']);
    expect(edges.get('order/done/ask')?.onOpen).toBeUndefined();
  });

  it('draws steps that were added since as not reached, and never fails on them', () => {
    const more = drawn(['order', 'done', 'ask'], ['ask', 'done', 'new']);
    expect(overlayOf(more, view, { items: none, now: 3_000 }).steps.get(id('new'))).toEqual({ status: 'waiting' });
  });
});

it('tells a step’s part of the journal in sentences', () => {
  expect(logLines(events, 'ask').map(({ words }) => words)).toEqual([
    'The call was sent.',
    'The API is busy. Tried again in 1 s.',
    'Try 2 was sent.',
    'It went well.',
  ]);
});
