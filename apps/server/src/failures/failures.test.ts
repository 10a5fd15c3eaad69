import type { FlowDocument } from '@patchbay/flow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Caller, type TestApp, testApp } from '../api/testing.ts';
import { draw, literal, object, ref } from '../runs/testing.ts';
import { eventually } from '../worker/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;

beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.drop());
beforeEach(async () => {
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
});

const noAddress = { operation: 'http', inputs: { url: literal('nowhere') } };
/** Started by hand; its only step fails at once. */
const failing = draw({ start: { operation: 'manual' }, ask: noAddress }, 'start -> ask');

function watching(of: 'named' | 'workspace', alsoFails = false): FlowDocument {
  const note = { operation: 'setFields', inputs: { fields: object({ text: ref('alarm.error.message') }) } };
  const alarm = { operation: 'failure', inputs: { of: literal(of) } };
  return draw({ alarm, note: alsoFails ? noAddress : note }, 'alarm -> note');
}

async function live(document: FlowDocument, name = 'Orders'): Promise<string> {
  const { id: flowId } = await api.flow.create({ workspaceId, name, document });
  await api.flow.publish({ flowId, revision: 0, activate: true });
  return flowId;
}

const naming = (flowId: string): FlowDocument => ({ ...failing, settings: { onFailure: flowId } });

async function runOf(flowId: string, status: 'failed' | 'succeeded') {
  const run = await eventually(async () =>
    (await api.run.list({ workspaceId, flowId, limit: 5 })).items.find((item) => item.status === status),
  );
  return api.run.get({ runId: run.id });
}

async function failOnce(document: FlowDocument): Promise<{ flowId: string; runId: string }> {
  const flowId = await live(document, 'Import orders');
  const { runId } = await api.run.start({ flowId, payload: { orderId: 7 } });
  await runOf(flowId, 'failed');
  return { flowId, runId };
}

const runsOf = async (flowId: string) => (await api.run.list({ workspaceId, flowId, limit: 10 })).items;

describe('a run by hand', () => {
  it('follows the live version with the values given, whether or not the flow is on', async () => {
    const fields = object({ twice: { kind: 'formula', source: 'start.count * 2' } });
    const start = { operation: 'manual', inputs: { example: literal({ count: 1 }) } };
    const flowId = await live(draw({ start, sum: { operation: 'setFields', inputs: { fields } } }, 'start -> sum'));
    await api.flow.setActive({ flowId, active: false });
    const { runId } = await api.run.start({ flowId, payload: { count: 21 } });
    const { run, events } = await runOf(flowId, 'succeeded');
    expect(run).toMatchObject({ id: runId, version: 1, trigger: 'start', mode: 'live' });
    expect(events).toContainEqual(expect.objectContaining({ path: 'sum', output: { twice: 42 } }));
  });

  it('gives a flow that the clock starts the time it is', async () => {
    const clock = { operation: 'schedule', inputs: { zone: literal('Asia/Kolkata') } };
    const flowId = await live(draw({ clock }));
    const { runId } = await api.run.start({ flowId, payload: null });
    const { events } = await runOf(flowId, 'succeeded');
    expect(events[0]).toMatchObject({ payload: { zone: 'Asia/Kolkata', missed: 0, scheduledAt: expect.any(String) } });
    expect((await runsOf(flowId)).map(({ id }) => id)).toEqual([runId]);
  });
});

describe('a flow that fails', () => {
  it('starts the flow that its settings name, with what went wrong and where', async () => {
    const alarm = await live(watching('named'), 'Alarm');
    const { flowId, runId } = await failOnce(naming(alarm));
    await test.clockwork.startDue();
    const { events, plan } = await runOf(alarm, 'succeeded');
    const started = events[0];
    expect(started).toMatchObject({
      payload: {
        flow: { id: flowId, name: 'Import orders' },
        run: { id: runId },
        error: { step: 'ask', message: 'Address must start with https:// or http://.' },
      },
    });
    expect(await api.run.listTold({ runId })).toMatchObject([{ flowName: 'Alarm', status: 'succeeded' }]);
    expect(JSON.stringify(started)).not.toContain('orderId');
    expect(plan.steps.map(({ id }) => id)).toEqual(['alarm', 'note']);
  });

  it('starts those that watch the whole workspace, and nobody else’s', async () => {
    const [named, all] = [await live(watching('named')), await live(watching('workspace'))];
    const { api: others, workspaceId: elsewhere } = await test.signUp('Grace Hopper');
    const { id: foreign } = await others.flow.create({ workspaceId: elsewhere, document: watching('workspace') });
    await others.flow.publish({ flowId: foreign, revision: 0, activate: true });
    await failOnce(failing);
    await test.clockwork.startDue();
    await runOf(all, 'succeeded');
    expect(await runsOf(named)).toEqual([]);
    expect((await others.run.list({ workspaceId: elsewhere, limit: 5 })).items).toEqual([]);
  });

  it('can be told from the flows that it may name, and those that watch it anyway', async () => {
    const named = await live(watching('named'), 'Alarm');
    const all = await live(watching('workspace'), 'Watch');
    await live(failing);
    expect(await api.flow.listWatchers({ workspaceId })).toEqual([
      { id: named, name: 'Alarm', active: true, scope: 'named' },
      { id: all, name: 'Watch', active: true, scope: 'workspace' },
    ]);
  });

  it('is told once, however many processes look', async () => {
    const alarm = await live(watching('workspace'));
    await failOnce(failing);
    await Promise.all([1, 2, 3, 4].map(() => test.clockwork.startDue()));
    await runOf(alarm, 'succeeded');
    await test.clockwork.startDue();
    expect(await runsOf(alarm)).toHaveLength(1);
  });

  it('starts nothing where the watching flow is off, or fails itself', async () => {
    const [off, broken] = [await live(watching('workspace')), await live(watching('workspace', true))];
    await api.flow.setActive({ flowId: off, active: false });
    await failOnce(failing);
    await test.clockwork.startDue();
    await runOf(broken, 'failed');
    await test.clockwork.startDue();
    expect(await runsOf(off)).toEqual([]);
    expect(await runsOf(broken)).toHaveLength(1);
  });

  it('says nothing of a try', async () => {
    const alarm = await live(watching('workspace'));
    const flowId = await live(failing);
    await api.run.try({ flowId, document: failing, mode: 'live', payload: {} });
    await runOf(flowId, 'failed');
    await test.clockwork.startDue();
    expect(await runsOf(alarm)).toEqual([]);
  });
});
