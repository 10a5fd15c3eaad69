import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';
import { draw, literal } from '../runs/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;

const order = draw({ order: { operation: 'manual', inputs: { example: literal({}) } } });
const names = ['Alpha', 'beta', '100% sure', 'Gamma_ray', 'Delta', 'Epsilon', 'Zeta'];

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
  for (const name of names) await api.flow.create({ workspaceId, name, document: order });
  const stranger = await test.signUp('Eve');
  await stranger.api.flow.create({ workspaceId: stranger.workspaceId, name: 'Alpha of others' });
});
afterAll(() => test.drop());

async function allPages(sort: 'updated' | 'name' | 'created', limit: number): Promise<string[]> {
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.flow.list({ workspaceId, sort, limit, cursor });
    found.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

describe('flow.list', () => {
  it.each(['updated', 'name', 'created'] as const)('gives every flow once, page by page, by %s', async (sort) => {
    expect([...(await allPages(sort, 3))].sort()).toEqual([...names].sort());
    expect(await allPages(sort, 3)).toEqual(await allPages(sort, 200));
  });

  it.each([
    ['alpha', ['Alpha']],
    ['100%', ['100% sure']],
    ['a_r', ['Gamma_ray']],
    ['nothing like it', []],
  ])('finds %s by its letters, whatever they mean in a pattern', async (search, expected) => {
    const { items } = await api.flow.list({ workspaceId, search });
    expect(items.map(({ name }) => name)).toEqual(expected);
  });

  it('tells drafts, published ones that are off, and those that are on apart', async () => {
    const [off, on] = await Promise.all(
      [0, 1].map(() => api.flow.create({ workspaceId, name: 'Live', document: order })),
    );
    await api.flow.publish({ flowId: off?.id ?? '', revision: 0 });
    await api.flow.publish({ flowId: on?.id ?? '', revision: 0, activate: true });
    const idsOf = async (status: 'on' | 'off' | 'draft') =>
      (await api.flow.list({ workspaceId, status })).items.map(({ id }) => id);
    expect(await idsOf('on')).toEqual([on?.id]);
    expect(await idsOf('off')).toEqual([off?.id]);
    expect(await idsOf('draft')).toHaveLength(names.length);
    await Promise.all([off, on].map((flow) => api.flow.delete({ flowId: flow?.id ?? '' })));
  });

  it('shows the connectors, the problems and the newest run of a flow', async () => {
    const broken = draw({ order: { operation: 'manual' }, send: { operation: 'http' } }, 'order -> send');
    const { id: flowId } = await api.flow.create({ workspaceId, name: 'Broken', document: broken });
    const { runId } = await api.run.try({ flowId, document: order, mode: 'mock', payload: {} });
    const row = (await api.flow.list({ workspaceId, search: 'Broken' })).items[0];
    expect(row).toMatchObject({
      chain: [
        { connector: 'core', category: 'logic', operation: 'manual' },
        { connector: 'core', category: 'logic', operation: 'http' },
      ],
      hasChanges: false,
      liveVersion: null,
      lastRun: { id: runId },
    });
    expect(row?.problems).toBeGreaterThan(0);
    await api.flow.delete({ flowId });
  });

  it('refuses a cursor it did not give', async () => {
    expect((await refusal(api.flow.list({ workspaceId, cursor: 'AAAA' }))).code).toBe('input_not_understood');
  });
});
