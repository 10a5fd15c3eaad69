import { diffFlows, type FlowDocument, type Mapping, Step } from '@patchbay/flow';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { expect, it } from 'vitest';
import { editMarks, spokenEdit } from './editMarks.ts';

const literal = (value: string): Mapping => ({ kind: 'literal', value });
const deal = Step.parse({
  id: 'deal',
  name: 'Create deal',
  uses: { connector: 'hubspot', version: '1', operation: 'createDeal' },
  inputs: { amount: literal('1'), properties: { kind: 'object', fields: { city: literal('Oslo') } } },
  position: { x: 0, y: 0 },
});
const input: JSONSchema = {
  type: 'object',
  properties: {
    amount: { title: 'Amount' },
    properties: { title: 'Properties', properties: { city: { title: 'City' } } },
  },
};
const none: FlowDocument = { version: 1, steps: {}, edges: {}, notes: {} };
const flow = (...steps: Step[]): FlowDocument => ({
  ...none,
  steps: Object.fromEntries(steps.map((step) => [step.id, step])),
});

/** What stands on the cards, and what is read out, when Jonas leads from one to the other. */
function told(before: FlowDocument, after: FlowDocument) {
  const diff = diffFlows(before, after);
  const marks = editMarks(diff, { who: 'Jonas', inputOf: () => input });
  return { shown: marks.map(({ words }) => words), spoken: spokenEdit(marks, diff, 'Jonas') };
}

const changes: [string, Partial<Step>, string][] = [
  ['a field', { inputs: { ...deal.inputs, amount: literal('2') } }, 'Jonas changed Amount'],
  [
    'a field inside another',
    { inputs: { ...deal.inputs, properties: { kind: 'object', fields: { city: literal('Rome') } } } },
    'Jonas changed City',
  ],
  ['a field without a title', { inputs: { ...deal.inputs, closeDate: literal('x') } }, 'Jonas changed Close date'],
  ['several', { inputs: {}, name: 'Deal' }, 'Jonas changed Amount and 2 more'],
  ['the name', { name: 'Deal' }, 'Jonas changed the name'],
  ['the account', { connection: 'acme' }, 'Jonas changed the account'],
  ['how it runs', { timeoutMs: 5_000 }, 'Jonas changed its settings'],
  ['whether it is on', { disabled: true }, 'Jonas switched this off'],
];

it.each(changes)('says that somebody changed %s', (_what, change, words) => {
  expect(told(flow(deal), flow({ ...deal, ...change })).shown).toEqual([words]);
});

it('reads a change out with the name of the step', () => {
  expect(told(flow(deal), flow({ ...deal, inputs: { ...deal.inputs, amount: literal('2') } })).spoken).toBe(
    'Jonas changed Amount in Create deal',
  );
  expect(told(flow({ ...deal, disabled: true }), flow(deal)).spoken).toBe('Jonas switched on Create deal');
});

it('says nothing of a step that was only moved or folded', () => {
  expect(told(flow(deal), flow({ ...deal, position: { x: 9, y: 9 }, folded: true }))).toEqual({
    shown: [],
    spoken: '',
  });
});

it('says who added and deleted a step', () => {
  expect(told(none, flow(deal))).toEqual({ shown: ['Jonas added this'], spoken: 'Jonas added Create deal' });
  expect(told(flow(deal), none).spoken).toBe('Jonas deleted Create deal');
});

it('counts where much was changed at once, and names what is no step', () => {
  const other = { ...deal, id: Step.shape.id.parse('other'), name: 'Other' };
  expect(told(none, flow(deal, other)).spoken).toBe('Jonas changed 2 steps');
  expect(told(none, { ...none, settings: { atOnce: 1 } }).spoken).toBe('Jonas changed the flow settings');
});
