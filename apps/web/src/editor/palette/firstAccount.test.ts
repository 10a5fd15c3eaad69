import type { Operation } from '@patchbay/connector';
import { type FlowDocument, StepId } from '@patchbay/flow';
import { flow } from '@patchbay/flow/testing';
import { expect, it } from 'vitest';
import { firstAccount } from './firstAccount.ts';

const mail = { connector: 'mail', version: '1', operation: 'send' };
const operation = {
  title: 'Send an e-mail',
  kind: 'call',
  effect: 'create',
  repeat: 'unsafe',
  input: true,
  output: true,
  needsConnection: true,
} as const;

type Account = Parameters<typeof firstAccount>[1]['accounts'][number];
const account = (id: string, more: Partial<Account> = {}): Account => ({
  id,
  connector: 'mail',
  way: 'smtp',
  state: 'works',
  mayUse: true,
  ...more,
});

function first(
  accounts: Account[],
  { uses = {}, of = flow('a -> b') }: { uses?: Partial<Operation>; of?: FlowDocument } = {},
) {
  return firstAccount(mail, { flow: of, find: () => ({ ...operation, ...uses }), accounts });
}

it('takes the only account there is, and asks where there are two', () => {
  expect(first([account('office'), account('chat', { connector: 'slack' })])).toBe('office');
  expect(first([account('office'), account('private')])).toBeUndefined();
  expect(first([])).toBeUndefined();
});

it('takes the one that the flow uses already', () => {
  const drawn = flow('a -> b');
  const id = StepId.parse('a');
  const step = drawn.steps[id];
  const of = { ...drawn, steps: { ...drawn.steps, ...(step && { [id]: { ...step, connection: 'private' } }) } };
  expect(first([account('office'), account('private')], { of })).toBe('private');
});

it('takes none that is refused, of another way to sign in, or not to be used by this person', () => {
  expect(first([account('office', { state: 'broken' })])).toBeUndefined();
  expect(first([account('office', { mayUse: false })])).toBeUndefined();
  expect(first([account('office')], { uses: { accountWay: 'imap' } })).toBeUndefined();
  expect(first([account('office')], { uses: { needsConnection: false } })).toBeUndefined();
});
