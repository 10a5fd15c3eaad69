import type { Operation } from '@patchbay/connector';
import type { FlowDocument, Mapping, OperationRef, Step } from '@patchbay/flow';
import { EdgeId, StepId } from '@patchbay/flow';
import { describe, expect, it } from 'vitest';
import { createSamples } from './samples.ts';

const operation = (kind: Operation['kind'], more: Partial<Operation> = {}): Operation => ({
  title: kind,
  kind,
  effect: 'none',
  repeat: 'natural',
  input: { type: 'object' },
  output: true,
  ...more,
});

const operations: Record<string, Operation> = {
  hook: operation('trigger', { outputFrom: { input: 'example', as: 'body' } }),
  set: operation('pure', { outputFrom: { input: 'fields' } }),
  get: operation('call', {
    output: {
      type: 'object',
      properties: { id: { type: 'string', examples: ['7'] }, name: { type: 'string', examples: ['Ann'] } },
    },
  }),
  each: operation('forEach'),
  again: operation('forEach', { frame: 'until' }),
  group: operation('forEach', { frame: 'once' }),
};
const find = ({ operation: name }: OperationRef) => operations[name];

function step(id: string, inputs: Record<string, Mapping> = {}, parent?: string): Step {
  const [name = id] = id.split('_');
  return {
    id: StepId.parse(id),
    name: id,
    uses: { connector: 'x', version: '1', operation: name },
    inputs,
    position: { x: 0, y: 0 },
    ...(parent !== undefined && { parent: StepId.parse(parent) }),
  };
}

function flowOf(steps: Step[], wires: [string, string][]): FlowDocument {
  const edges = wires.map(([from, to]) => ({
    id: EdgeId.parse(`${from}-${to}`),
    from: StepId.parse(from),
    outlet: 'done',
    to: StepId.parse(to),
  }));
  return {
    version: 1,
    steps: Object.fromEntries(steps.map((one) => [one.id, one])),
    edges: Object.fromEntries(edges.map((edge) => [edge.id, edge])),
    notes: {},
  };
}

const ref = (from: string, ...path: (string | number)[]): Mapping => ({ kind: 'reference', step: from, path });
const example: Mapping = { kind: 'literal', value: { id: '42', lines: [{ sku: 'a' }, { sku: 'b' }] } };
const flow = flowOf(
  [
    step('hook', { example }),
    step('get', { id: ref('hook', 'body', 'id') }),
    step('set', { fields: { kind: 'object', fields: { who: ref('get', 'name'), order: ref('get', 'id') } } }),
    step('each', { items: ref('hook', 'body', 'lines'), collect: ref('set_in', 'sku') }),
    step('set_in', { fields: { kind: 'object', fields: { sku: ref('each', 'item', 'sku') } } }, 'each'),
  ],
  [
    ['hook', 'get'],
    ['get', 'set'],
    ['set', 'each'],
  ],
);
const none: ReadonlyMap<string, unknown> = new Map();

describe('sample values', () => {
  it('begin with the trigger’s example and go through the steps as their mocks would', () => {
    const samples = createSamples({ flow, find, tried: none, now: 0 });
    expect(samples.of('hook')).toMatchObject({ from: 'example', value: { body: { id: '42' }, method: 'POST' } });
    expect(samples.of('get')?.value).toEqual({ id: '42', name: 'Ann' });
    expect(samples.of('set')?.value).toEqual({ who: 'Ann', order: '42' });
  });

  it('are the last try’s outputs where there was one', () => {
    const samples = createSamples({ flow, find, tried: new Map([['get', { id: '9', name: 'Bo' }]]), now: 0 });
    expect(samples.of('get')).toEqual({ from: 'try', value: { id: '9', name: 'Bo' } });
    expect(samples.of('set')?.value).toEqual({ who: 'Bo', order: '9' });
  });

  it('give the first item inside a loop, and the loop’s own output after it', () => {
    const samples = createSamples({ flow, find, tried: none, now: 0 });
    expect(samples.contextOf('set_in').value('each')).toEqual({ item: { sku: 'a' }, index: 0 });
    expect(samples.of('each')?.value).toEqual({ count: 2, items: ['a'] });
  });

  it('give the error of a step where only its error outlet leads on, and its output where both do', () => {
    const failing = flowOf([step('get'), step('set_error'), step('set_both')], [['get', 'set_both']]);
    const edges = { ...failing.edges };
    for (const to of ['set_error', 'set_both'])
      edges[`e-${to}`] = {
        id: EdgeId.parse(`e-${to}`),
        from: StepId.parse('get'),
        outlet: 'error',
        to: StepId.parse(to),
      };
    const samples = createSamples({ flow: { ...failing, edges }, find, tried: none, now: 0 });
    expect(samples.contextOf('set_error').value('get')).toMatchObject({ error: { status: 500 } });
    expect(samples.contextOf('set_both').value('get')).toEqual({ id: '7', name: 'Ann' });
  });

  it('give what a round hands on inside a repetition, and what the last step gives after it', () => {
    const again = flowOf([step('again'), step('get_page', {}, 'again')], []);
    const samples = createSamples({ flow: again, find, tried: none, now: 0 });
    expect(samples.contextOf('get_page').value('again')).toEqual({ previous: { id: '7', name: 'Ann' }, index: 0 });
    expect(samples.of('again')?.value).toEqual({ count: 1, last: { id: '7', name: 'Ann' } });
  });

  it('end for a repetition that hands on what it was handed', () => {
    const again = flowOf([step('again', { collect: ref('again', 'previous') }), step('get_page', {}, 'again')], []);
    const samples = createSamples({ flow: again, find, tried: none, now: 0 });
    expect(samples.of('again')?.value).toEqual({ count: 1, last: undefined });
  });

  it('give what the last step of a group gives, as the group', () => {
    const group = flowOf([step('group'), step('get', {}, 'group')], []);
    const samples = createSamples({ flow: group, find, tried: none, now: 0 });
    expect(samples.of('group')?.value).toEqual({ id: '7', name: 'Ann' });
  });

  it('end for steps that wait for each other', () => {
    const circle = flowOf(
      [step('set', { fields: ref('set_b') }), step('set_b', { fields: ref('set') })],
      [
        ['set', 'set_b'],
        ['set_b', 'set'],
      ],
    );
    expect(createSamples({ flow: circle, find, tried: none, now: 0 }).of('set')?.from).toBe('sample');
  });

  it('know nothing of a step that is gone', () => {
    expect(createSamples({ flow, find, tried: none, now: 0 }).of('gone')).toBeUndefined();
  });
});
