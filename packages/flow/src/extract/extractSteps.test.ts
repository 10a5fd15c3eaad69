import type { PathSegment } from '@patchbay/expression';
import { describe, expect, it } from 'vitest';
import { check } from '../check/check.ts';
import { EdgeId, type FlowDocument, type OperationRef, StepId } from '../document.ts';
import { flow, testCatalog, withStep } from '../testing.ts';
import { type Extracted, extractSteps } from './extractSteps.ts';

const order = {
  type: 'object',
  properties: {
    total: { type: 'number' },
    customer: { type: 'object', properties: { email: { type: 'string' }, name: { type: 'string' } } },
  },
} as const;
const catalog = testCatalog({
  hook: { title: 'Hook', kind: 'trigger', input: true, output: order },
  called: { title: 'Called', kind: 'trigger', input: true, output: true, outputFrom: { input: 'example' } },
  price: {
    title: 'Price',
    kind: 'call',
    input: true,
    output: { type: 'object', properties: { price: { type: 'number' } }, required: ['price'] },
  },
});
const uses = (operation: string): OperationRef => ({ connector: 'test', version: '1', operation });
const ref = (step: string, ...path: PathSegment[]) => ({ kind: 'reference' as const, step, path });

function extract(document: FlowDocument, ...steps: string[]): Extracted {
  let count = 0;
  const next = () => {
    count += 1;
    return String(count);
  };
  return extractSteps({
    document,
    catalog,
    steps: new Set(steps.map((id) => StepId.parse(id))),
    name: 'Work out a price',
    uses: { called: uses('called'), call: uses('subflow'), answer: uses('respond') },
    sampleOf: (schema) => (typeof schema === 'object' && schema.type === 'number' ? 1 : 'sample'),
    ids: {
      step: (hint) => StepId.parse(`${hint.replaceAll(' ', '')}${next()}`),
      edge: () => EdgeId.parse(`new${next()}`),
    },
  });
}

function made(extracted: Extracted) {
  if (!extracted.ok) throw new Error(extracted.reason);
  const rest = extracted.rest('flow_7');
  return { ...extracted, rest, caller: rest.steps[extracted.call] };
}

const wires = ({ edges }: FlowDocument) =>
  Object.values(edges).map(({ from, outlet, to }) => `${from} -${outlet}-> ${to}`);

let shop = flow('hook -> look', 'look -> rate', 'rate -> send', 'look -> rate');
shop = withStep(shop, 'hook', { uses: uses('hook') });
shop = withStep(shop, 'look', { inputs: { to: ref('hook', 'customer', 'email'), all: ref('hook', 'customer') } });
shop = withStep(shop, 'rate', {
  uses: uses('price'),
  inputs: { sum: { kind: 'formula', source: 'hook.total * 2.0 + size(hook.customer.name)' }, of: ref('look') },
});
shop = withStep(shop, 'send', { inputs: { text: { kind: 'template', parts: ['It is ', ref('rate', 'price')] } } });

describe('steps that go into a flow of their own', () => {
  it('take what they need as inputs, by the names of the fields, and give what is used of them', () => {
    const { flow: own, rest, caller, inputs, answers } = made(extract(shop, 'look', 'rate'));
    expect(inputs).toEqual(['customer', 'total']);
    expect(answers).toEqual(['price']);
    expect(caller?.inputs).toEqual({
      flow: { kind: 'literal', value: 'flow_7' },
      input: { kind: 'object', fields: { customer: ref('hook', 'customer'), total: ref('hook', 'total') } },
    });
    expect(wires(rest)).toEqual([`hook -done-> ${caller?.id}`, `${caller?.id} -done-> send`]);
    expect(rest.steps.send?.inputs.text).toEqual({
      kind: 'template',
      parts: ['It is ', ref(caller?.id ?? '', 'price')],
    });
    const start = Object.values(own.steps).find((step) => step.uses.operation === 'called');
    expect(start?.inputs.example).toEqual({ kind: 'literal', value: { customer: 'sample', total: 1 } });
    expect(own.steps.look?.inputs).toEqual({
      to: ref(start?.id ?? '', 'customer', 'email'),
      all: ref(start?.id ?? '', 'customer'),
    });
    expect(own.steps.rate?.inputs.sum).toEqual({
      kind: 'formula',
      source: `${start?.id}.total * 2.0 + size(${start?.id}.customer.name)`,
    });
    expect(own.steps.rate?.inputs.of).toEqual(ref('look'));
    expect(check(rest, catalog).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('answer whichever way they end, where nothing comes after them', () => {
    const drawn = flow('hook -> each', 'each/ask -yes-> each/a', 'each/ask -no-> each/b');
    const loop = withStep(drawn, 'each', { inputs: { collect: ref('a') } });
    const { flow: own, rest, caller } = made(extract(loop, 'ask', 'a', 'b'));
    expect(rest.steps.each?.inputs.collect).toEqual(ref(caller?.id ?? '', 'a'));
    const answer = Object.values(own.steps).find((step) => step.uses.operation === 'respond');
    expect(wires(own).filter((wire) => wire.endsWith(answer?.id ?? ''))).toEqual([
      `a -done-> ${answer?.id}`,
      `b -done-> ${answer?.id}`,
    ]);
    expect(caller?.parent).toBe('each');
    expect(own.steps.a?.parent).toBeUndefined();
  });

  it('say in the frame around them what it hands on, where their last step was its last', () => {
    let drawn = flow('hook -> each', 'each -> send', 'each/a -> each/b');
    drawn = withStep(drawn, 'send', { inputs: { all: ref('each', 'items') } });
    const { rest, caller } = made(extract(drawn, 'b'));
    expect(rest.steps.each?.inputs.collect).toEqual(ref(caller?.id ?? '', 'b'));
    expect(made(extract(drawn, 'a')).rest.steps.each?.inputs.collect).toBeUndefined();
  });

  it('bring the insides of their frames along', () => {
    const drawn = flow('hook -> each', 'each -> send', 'each/a -> each/b');
    const { flow: own } = made(extract(drawn, 'each'));
    expect([own.steps.a?.parent, own.steps.b?.parent]).toEqual(['each', 'each']);
    expect(wires(own)).toContain('a -done-> b');
  });
});

const any = { inputs: { wait: { kind: 'literal', value: 'any' } }, uses: uses('join') } as const;

type Refusal = [what: string, refusal: { from: FlowDocument; steps: string[]; reason: string }];
const nothing = { kind: 'formula', source: '1 +' } as const;
const apart = flow('hook -> a', 'hook -> b', 'a -> c', 'b -> d', 'c -> e', 'd -> e');
const asked = flow('hook -> ask', 'ask -yes-> a', 'ask -no-> b', 'a -> c');
const looked = (changes: Parameters<typeof withStep>[2]) => withStep(shop, 'look', changes);

const refusals: Refusal[] = [
  ['nothing that is there', { from: shop, steps: ['gone'], reason: 'Select the steps that should go' }],
  ['the trigger', { from: shop, steps: ['hook', 'look'], reason: '“Hook” starts this flow, so it has to stay here.' }],
  ['half a loop', { from: flow('hook -> each', 'each/a', 'each -> c'), steps: ['a', 'c'], reason: 'different frames' }],
  ['loose steps', { from: flow('hook -> a', 'each/b'), steps: ['each'], reason: 'Nothing leads to these steps yet.' }],
  ['two ways in', { from: apart, steps: ['c', 'd', 'e'], reason: 'There is more than one way into these steps.' }],
  ['two ways out', { from: apart, steps: ['a', 'b'], reason: 'There is more than one way out of these steps.' }],
  ['a way out for failures', { from: flow('hook -> a', 'a -error-> b'), steps: ['a'], reason: 'one for failures' }],
  ['a way that ends', { from: asked, steps: ['ask', 'a', 'b'], reason: 'leads on: one ends at “B”' }],
  ['an answer', { from: looked({ uses: uses('respond') }), steps: ['look'], reason: '“Look” answers whoever called' }],
  ['a stop', { from: looked({ uses: uses('stop') }), steps: ['look'], reason: '“Look” ends the whole run.' }],
  ['a callback', { from: looked({ uses: uses('callback') }), steps: ['look'], reason: '“Look” waits for a word' }],
  ['the first of several', { from: looked(any), steps: ['look'], reason: '“Look” goes on with the first of several' }],
  ['an app nobody knows', { from: looked({ uses: uses('gone') }), steps: ['look'], reason: 'is not known here' }],
  ['a broken formula', { from: looked({ inputs: { a: nothing } }), steps: ['look'], reason: 'A formula in “Look”' }],
  ['a lost value', { from: looked({ inputs: { a: ref('hook', 'x') } }), steps: ['look'], reason: 'that is not there' }],
];

it.each(refusals)('refuses %s', (_what, { from, steps, reason }) => {
  expect(extract(from, ...steps)).toMatchObject({ ok: false, reason: expect.stringContaining(reason) });
});
