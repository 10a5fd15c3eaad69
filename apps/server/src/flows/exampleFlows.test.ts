import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
});
afterAll(() => test.drop());

it('lists the examples with a sentence, and what they are made of', async () => {
  const examples = await api.flow.listExamples({ workspaceId });
  expect(examples.length).toBeGreaterThan(10);
  expect(examples.filter(({ description }) => description === null)).toEqual([]);
  const newsletter = examples.find(({ id }) => id === 'newsletter');
  expect(newsletter?.connectors).toContain('email');
  expect(newsletter?.chain[0]).toMatchObject({ connector: 'core', operation: 'schedule' });
});

it('starts a flow that is a copy of an example', async () => {
  const { id } = await api.flow.startFromExample({ workspaceId, example: 'order-intake' });
  const flow = await api.flow.get({ flowId: id });
  expect(flow.name).toBe('Order intake');
  expect(Object.keys(flow.draft.document.steps).length).toBeGreaterThan(3);
});

it.each(['nothing', '../package'])('starts none of %s', async (example) => {
  await expect(api.flow.startFromExample({ workspaceId, example })).rejects.toMatchObject({
    message: expect.any(String),
  });
});
