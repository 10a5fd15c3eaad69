import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';
import { draw, literal } from '../runs/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;
beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
});
afterAll(() => test.drop());

const looking = draw({
  orders: { operation: 'poll', inputs: { url: literal('https://shop.example/orders'), minutes: literal(10) } },
  nightly: {
    operation: 'schedule',
    inputs: { every: literal('day'), at: literal('03:00'), zone: literal('Europe/Berlin') },
  },
});

async function published(name: string): Promise<string> {
  const { id: flowId } = await api.flow.create({ workspaceId, name, document: looking });
  await api.flow.publish({ flowId, revision: 0, activate: true });
  return flowId;
}

const rowOf = async (name: string) => (await api.flow.list({ workspaceId, search: name })).items[0];

it('says when a flow starts next, of each trigger and of the flow', async () => {
  const flowId = await published('Looks');
  const states = await api.flow.listTriggers({ flowId });
  expect(states.map(({ stepId, kind, failures, error }) => ({ stepId, kind, failures, error }))).toEqual([
    { stepId: 'orders', kind: 'poll', failures: 0, error: null },
    { stepId: 'nightly', kind: 'schedule', failures: 0, error: null },
  ]);
  const times = states.map(({ nextAt }) => Date.parse(nextAt ?? ''));
  expect(Date.parse((await rowOf('Looks'))?.nextAt ?? '')).toBe(Math.min(...times));
});

it('says in the list why the last look went wrong, while the flow is on', async () => {
  const flowId = await published('Fails');
  const { prisma } = test.instance.database;
  await prisma.poll.updateMany({ where: { flowId }, data: { error: 'The shop did not answer.', failures: 2 } });
  expect(await rowOf('Fails')).toMatchObject({ lookError: 'The shop did not answer.' });
  expect((await api.flow.listTriggers({ flowId }))[0]).toMatchObject({
    failures: 2,
    error: 'The shop did not answer.',
  });
  await api.flow.setActive({ flowId, active: false });
  expect(await rowOf('Fails')).toMatchObject({ lookError: null, nextAt: null });
});

it('looks at once when asked, unless the flow is off', async () => {
  const flowId = await published('Soon');
  const { prisma } = test.instance.database;
  const later = new Date(Date.now() + 3_600_000);
  await prisma.poll.updateMany({ where: { flowId }, data: { nextDueAt: later } });
  await api.flow.lookNow({ flowId, stepId: 'orders' });
  const { nextDueAt } = await prisma.poll.findFirstOrThrow({ where: { flowId } });
  expect(nextDueAt?.getTime()).toBeLessThan(later.getTime() - 1_800_000);
  await expect(api.flow.lookNow({ flowId, stepId: 'nightly' })).rejects.toThrow('Switch this flow on first.');
  await api.flow.setActive({ flowId, active: false });
  await expect(api.flow.lookNow({ flowId, stepId: 'orders' })).rejects.toThrow('Switch this flow on first.');
});
