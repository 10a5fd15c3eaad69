import type { Operation } from '@patchbay/connector';
import type { OperationRef, Step } from '@patchbay/flow';
import { flow } from '@patchbay/flow/testing';
import { describe, expect, it } from 'vitest';
import { accountSentence, callPreview, type PreviewInput } from './callPreview.ts';

const call = (title: string, effect: Operation['effect'], rest: Partial<Operation> = {}): Operation => ({
  title,
  kind: 'call',
  effect,
  repeat: 'unsafe',
  input: true,
  output: true,
  ...rest,
});
const operations: Record<string, Operation> = {
  start: { ...call('Start', 'none'), kind: 'trigger' },
  each: { ...call('For each', 'none'), kind: 'forEach' },
  has: { ...call('If', 'none'), kind: 'branch' },
  find: call('Find invoices', 'read', { limit: { requests: 10, perMs: 1_000 } }),
  create: call('Create contact', 'create', { limit: { requests: 5, perMs: 1_000 } }),
  send: call('Send e-mail', 'send'),
};
const input = (drawn: ReturnType<typeof flow>, rest: Partial<PreviewInput> = {}): PreviewInput => ({
  flow: drawn,
  // The drawing names steps as what they do.
  find: (_uses: OperationRef) => undefined,
  appOf: () => 'HubSpot',
  accountOf: () => 'Sales team',
  itemsOf: () => undefined,
  given: new Set(),
  ...rest,
});
function previewOf(rest: Partial<PreviewInput>, ...lines: string[]) {
  const drawn = flow(...lines);
  const steps = Object.entries(drawn.steps).map(([id, step]): [string, Step] => [
    id,
    { ...step, uses: { ...step.uses, connector: 'hubspot', operation: id } },
  ]);
  const find = ({ operation }: OperationRef) => operations[operation];
  return callPreview(input({ ...drawn, steps: Object.fromEntries(steps) }, { find, ...rest }));
}

describe('what a live try would send', () => {
  it('counts a call for each item of the loops around it, and says how long that takes', () => {
    const { steps, accounts } = previewOf({ itemsOf: () => 12 }, 'start -> find', 'find -> each', 'each/create');
    expect(steps.map(({ step, calls, sentence }) => [step, calls, sentence])).toEqual([
      ['find', 1, undefined],
      ['create', 12, 'This creates 12 real contacts in HubSpot (Sales team).'],
    ]);
    expect(accounts.map(accountSentence)).toEqual([
      '13 calls to HubSpot (Sales team), about 2.0 s at its limit of 5 a second.',
    ]);
  });

  it('says that it may be more where nobody knows the items', () => {
    const { accounts } = previewOf({ accountOf: () => undefined }, 'start -> each', 'each/send');
    expect(accounts.map(accountSentence)).toEqual(['At least 1 call to HubSpot.']);
  });

  it('counts nothing that is pinned, switched off or never leaves', () => {
    const { steps } = previewOf({ given: new Set(['create']) }, 'start -> create', 'create -> send');
    expect(steps.map(({ sentence }) => sentence)).toEqual(['This sends 1 real e-mail with HubSpot (Sales team).']);
  });

  it('knows which steps a run may not come to', () => {
    const { steps } = previewOf({}, 'start -> has', 'has -yes-> send', 'has -no-> find');
    expect(steps.every(({ mayNotCome }) => mayNotCome)).toBe(true);
  });
});
