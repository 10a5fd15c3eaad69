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

async function allPages(sort: 'updated' | 'name' | 'created' | 'run', limit: number): Promise<string[]> {
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
  it.each(['updated', 'name', 'created', 'run'] as const)(
    'gives every flow once, page by page, by %s',
    async (sort) => {
      expect([...(await allPages(sort, 3))].sort()).toEqual([...names].sort());
      expect(await allPages(sort, 3)).toEqual(await allPages(sort, 200));
    },
  );

  it.each([
    ['alpha', ['Alpha']],
    ['100%', ['100% sure']],
    ['a_r', ['Gamma_ray']],
    ['nothing like it', []],
  ])('finds %s by its letters, whatever they mean in a pattern', async (search, expected) => {
    const { items } = await api.flow.list({ workspaceId, search });
    expect(items.map(({ name }) => name)).toEqual(expected);
  });

  it('sorts names without capitals and accents, page by page, and finds them so, in any script', async () => {
    const given = ['zebra', 'Éclair', 'apple', 'e\u0301clair 2', 'Ärger', 'Фьёрд', 'फ़ाइल', '顧客 👩‍👩‍👧‍👦'];
    const made = await Promise.all(given.map((name) => api.flow.create({ workspaceId, name, document: order })));
    const sorted = (await allPages('name', 3)).filter((name) => given.includes(name));
    expect(sorted.slice(0, 5)).toEqual(['apple', 'Ärger', 'Éclair', 'e\u0301clair 2', 'zebra']);
    expect(sorted).toHaveLength(given.length);
    const found = async (search: string) =>
      (await api.flow.list({ workspaceId, search, sort: 'name' })).items.map(({ name }) => name);
    expect(await found('ECLAIR')).toEqual(['Éclair', 'e\u0301clair 2']);
    expect(await found('e\u0301clair')).toEqual(['Éclair', 'e\u0301clair 2']);
    expect(await found('Фьерд')).toEqual(['Фьёрд']);
    expect(await found('फ़ाइ')).toEqual(['फ़ाइल']);
    expect(await found('👩‍👩‍👧‍👦')).toEqual(['顧客 👩‍👩‍👧‍👦']);
    await Promise.all(made.map(({ id: flowId }) => api.flow.delete({ flowId })));
  });

  it('finds a flow by the names of its steps, and not by what is only drawn', async () => {
    const steps = draw({ order: { operation: 'manual' }, send: { operation: 'http' } }, 'order -> send');
    const named = { ...steps.steps.send, name: 'Tell the warehouse' };
    const document = { ...steps, steps: { ...steps.steps, send: named } } as typeof steps;
    const { id: flowId } = await api.flow.create({ workspaceId, name: 'Stock', document });
    const found = async (search: string) =>
      (await api.flow.list({ workspaceId, search })).items.map(({ name }) => name);
    expect(await found('warehouse')).toEqual(['Stock']);
    expect(await found('connector')).toEqual([]);
    await api.flow.delete({ flowId });
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

  it('puts the flow that ran last first, and those that never ran last', async () => {
    const made = await Promise.all(
      ['Old', 'New'].map((name) => api.flow.create({ workspaceId, name, document: order })),
    );
    for (const { id: flowId } of made) await api.run.try({ flowId, document: order, mode: 'mock', payload: {} });
    const { items } = await api.flow.list({ workspaceId, sort: 'run' });
    expect(items.slice(0, 2).map(({ name }) => name)).toEqual(['New', 'Old']);
    expect(items.slice(2).every(({ lastRun }) => lastRun === null)).toBe(true);
    await Promise.all(made.map(({ id: flowId }) => api.flow.delete({ flowId })));
  });

  it('finds those that are on and went wrong last', async () => {
    const document = draw(
      {
        order: { operation: 'manual' },
        stop: { operation: 'stop', inputs: { outcome: literal('failed'), message: literal('No stock') } },
      },
      'order -> stop',
    );
    const [wrong, well] = await Promise.all(
      [document, order].map((of) => api.flow.create({ workspaceId, name: 'Watched', document: of })),
    );
    const idsOf = async () => (await api.flow.list({ workspaceId, status: 'trouble' })).items.map(({ id }) => id);
    for (const flow of [wrong, well]) {
      const flowId = flow?.id ?? '';
      await api.flow.publish({ flowId, revision: 0, activate: true });
      await api.run.start({ flowId, payload: {} });
    }
    const ends = async () =>
      (await api.flow.list({ workspaceId, search: 'Watched' })).items.map(({ lastRun }) => lastRun?.status).sort();
    await expect.poll(ends).toEqual(['failed', 'succeeded']);
    expect(await idsOf()).toEqual([wrong?.id]);
    await api.flow.setActive({ flowId: wrong?.id ?? '', active: false });
    expect(await idsOf()).toEqual([]);
    await Promise.all([wrong, well].map((flow) => api.flow.delete({ flowId: flow?.id ?? '' })));
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
