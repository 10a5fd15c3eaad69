import { expect, it } from 'vitest';
import { describeDiff } from './describeDiff.ts';
import { diffFlows } from './diff.ts';
import { EdgeId, type FlowDocument, Note, type Step, StepId } from './document.ts';
import { flow, withStep } from './testing.ts';

const base = flow('order -> ask', 'ask -> ship', 'ask -> each', 'each/a');
const step = (id: string, changes: Partial<Step>) => withStep(base, id, changes);
const value = { kind: 'literal' as const, value: 'x' };
const note = Note.parse({ id: 'n', text: 'Why', position: { x: 0, y: 0 }, width: 100, height: 100 });
const withNote = (text: string, x: number): FlowDocument => ({
  ...base,
  notes: { n: { ...note, text, position: { x, y: 0 } } },
});
const uses = { connector: 'test', version: '1', operation: 'pure' };

it.each<[string, FlowDocument, FlowDocument]>([
  ['Change nothing', base, structuredClone(base)],
  ['Add More', base, flow('order -> ask', 'ask -> ship', 'ask -> each', 'each/a', 'ship -> more')],
  ['Delete Ship', base, flow('order -> ask', 'ask -> each', 'each/a')],
  ['Delete 4 steps', base, flow('order')],
  ['Replace Ship by More', base, flow('order -> ask', 'ask -> more', 'ask -> each', 'each/a')],
  ['Move Ship', base, step('ship', { position: { x: 9, y: 9 } })],
  ['Move 2 steps', base, withStep(step('ship', { position: { x: 9, y: 9 } }), 'ask', { position: { x: 9, y: 9 } })],
  ['Change 2 steps', base, withStep(step('ship', { position: { x: 9, y: 9 } }), 'ask', { name: 'Other' })],
  ['Rename Ship to Send e-mail', base, step('ship', { name: 'Send e-mail' })],
  ['Change Customer id of Ship', base, step('ship', { inputs: { customerId: value } })],
  ['Change 2 fields of Ship', base, step('ship', { inputs: { a: value, b: value } })],
  ['Change the account of Ship', base, step('ship', { connection: 'c1' })],
  ['Switch off Ship', base, step('ship', { disabled: true })],
  ['Fold Ship', base, step('ship', { folded: true, position: { x: 1, y: 1 } })],
  ['Change the time limit of Ship', base, step('ship', { timeoutMs: 5_000 })],
  ['Change the settings of the flow', base, { ...base, settings: { timeLimitMs: 60_000 } }],
  ['Change the retries of Ship', base, step('ship', { retry: { tries: 1, firstWaitMs: 0 } })],
  ['Change the operation of Ship', base, step('ship', { uses })],
  ['Change Boat', base, step('ship', { name: 'Boat', connection: 'c1' })],
  ['Put Ship into Each', base, step('ship', { parent: StepId.parse('each'), position: { x: 1, y: 1 } })],
  ['Take A out of Each', base, step('a', { parent: undefined })],
  ['Connect Order to Ship', base, flow('order -> ask', 'ask -> ship', 'ask -> each', 'each/a', 'order -> ship')],
  ['Disconnect Ask from Ship', rewired('ship'), { ...base, edges: {} }],
  ['Rewire Ask to Each', rewired('ship'), rewired('each')],
  ['Add a note', base, withNote('Why', 0)],
  ['Change a note', withNote('Why', 0), withNote('How', 0)],
  ['Move a note', withNote('Why', 0), withNote('Why', 5)],
  ['Delete a note', withNote('Why', 0), base],
])('says "%s"', (sentence, before, after) => {
  expect(describeDiff(diffFlows(before, after), after)).toBe(sentence);
});

it('says less without a document to look names up in', () => {
  const after = flow('order -> ask', 'ask -> ship', 'ask -> each', 'each/a', 'order -> ship');
  expect(describeDiff(diffFlows(base, after))).toBe('Connect 2 steps');
});

function rewired(to: string): FlowDocument {
  const edge = { id: EdgeId.parse('e'), from: StepId.parse('ask'), outlet: 'done', to: StepId.parse(to) };
  return { ...base, edges: { e: edge } };
}
