import { expect, it } from 'vitest';
import { concerns } from './attention.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const nothing = { runs: [], flows: [], accounts: [], approvals: 0, now };
const run = (id: string, flowId: string, status: 'failed' | 'needs_attention') => ({
  id,
  flowId,
  flowName: `Flow ${flowId}`,
  status,
  error: status === 'failed' ? 'Gmail refused the address.' : null,
  gist: `Ana ${id}`,
  startedAt: '2026-11-20T11:00:00Z',
  mode: 'live' as const,
});
const account = (name: string, part: { state?: 'works' | 'broken'; expiresAt?: string; problem?: string }) => ({
  id: name,
  name,
  state: 'works' as const,
  ...part,
});
const said = (known: Partial<Parameters<typeof concerns>[0]>) =>
  concerns({ ...nothing, ...known }).map(({ title, sentence }) => `${title}: ${sentence}`);

it('says nothing where nothing needs a person', () => {
  expect(said({ accounts: [account('Acme', { expiresAt: '2027-01-01T00:00:00Z' })] })).toEqual([]);
});

it('says of many failures of one flow once, with the last one', () => {
  const found = concerns({
    ...nothing,
    runs: [run('2', 'a', 'failed'), run('1', 'a', 'failed'), run('3', 'b', 'failed')],
  });
  expect(found).toMatchObject([
    { title: 'Flow a', runId: '2', count: 2, sentence: 'Gmail refused the address.' },
    { title: 'Flow b', runId: '3', count: 1, sentence: 'Ana 3 — Gmail refused the address.' },
  ]);
});

it('leaves out what failed in a try on sample data', () => {
  expect(said({ runs: [{ ...run('1', 'a', 'failed'), mode: 'mock' }] })).toEqual([]);
});

it('puts accounts before questions, and these before runs', () => {
  const accounts = [account('Acme', { state: 'broken', problem: 'Acme refused the key.' })];
  expect(said({ accounts, approvals: 2, runs: [run('1', 'a', 'needs_attention')] })).toEqual([
    'Acme: Acme refused the key.',
    '2 questions wait for you: Runs go on when you have answered.',
    'Flow a: Ana 1 — A step needs a decision.',
  ]);
});

it.each([
  ['2026-11-20T11:00:00Z', 'It has ended. Connect it again.'],
  ['2026-11-21T08:00:00Z', 'It ends within a day. Connect it again before.'],
  ['2026-11-23T08:00:00Z', 'It ends in 3 days. Connect it again before.'],
])('warns of an account that ends at %s', (expiresAt, sentence) => {
  expect(said({ accounts: [account('Acme', { expiresAt })] })).toEqual([`Acme: ${sentence}`]);
});

it('says why a flow that is on cannot look at another system', () => {
  const flow = { id: 'f', name: 'Feed', active: true, lookError: 'The feed did not answer.' };
  expect(said({ flows: [flow, { ...flow, id: 'g', active: false }] })).toEqual(['Feed: The feed did not answer.']);
});
