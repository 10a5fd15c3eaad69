import { randomUUIDv7 } from 'node:crypto';
import { diffFlows, type FlowDocument, StepId } from '@patchbay/flow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';
import { draw, literal, type StepSpec } from '../runs/testing.ts';
import { createOpenConnections } from '../store/openConnections.ts';
import { createKeyStore } from '../store/workspaceKeys.ts';
import { createVault } from '../vault/vault.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;
/** The account that goes. */
let old: string;
let other: string;

beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.drop());
beforeEach(async () => {
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
  old = await connect('Warehouse');
  other = await connect('New warehouse');
});

async function connect(name: string, by = { api, workspaceId }): Promise<string> {
  const values = { address: 'https://api.example.com', token: 'k1' };
  const auth = { kind: 'fields' as const, id: 'web-bearer', values };
  const { id } = await by.api.connection.create({ workspaceId: by.workspaceId, connector: 'web', name, auth });
  return id;
}

const manual: StepSpec = { operation: 'manual', inputs: { example: literal({}) } };
const ask = (connection?: string, more: Partial<StepSpec> = {}): StepSpec => ({
  operation: 'http',
  inputs: { method: literal('GET'), url: literal('https://api.example.com/orders') },
  ...(connection !== undefined && { connection }),
  ...more,
});
const asking = (connection?: string) => draw({ start: manual, ask: ask(connection) }, 'start -> ask');

function switchedOff(document: FlowDocument, ...ids: string[]): FlowDocument {
  const off = ids.flatMap((id) => {
    const step = document.steps[id];
    return step === undefined ? [] : [[id, { ...step, disabled: true }]];
  });
  return { ...document, steps: { ...document.steps, ...Object.fromEntries(off) } };
}

async function draft(name: string, document: FlowDocument): Promise<string> {
  return (await api.flow.create({ workspaceId, name, document })).id;
}

async function live(name: string, document: FlowDocument, activate = true): Promise<string> {
  const flowId = await draft(name, document);
  await api.flow.publish({ flowId, revision: 0, activate });
  return flowId;
}

async function redraw(flowId: string, document: FlowDocument): Promise<void> {
  const { draft: before } = await api.flow.get({ flowId });
  const diff = diffFlows(before.document, document);
  await api.flow.saveDraft({ flowId, revision: before.revision, diff, clientId: 'tab' });
}

const uses = (connectionId = old) => api.connection.uses({ workspaceId, connectionId });
const seenOf = ({ flows, callers }: Awaited<ReturnType<typeof uses>>) => [
  ...flows.map(({ id, stops }) => ({ flowId: id, stops })),
  ...callers.map(({ id }) => ({ flowId: id, stops: true })),
];
const remove = (seen: { flowId: string; stops: boolean }[], connectionId = old) =>
  api.connection.delete({ workspaceId, connectionId, seen });
const accountOf = async (flowId: string, step = 'ask') =>
  (await api.flow.get({ flowId })).draft.document.steps[step]?.connection;

const called: StepSpec = { operation: 'called', inputs: { example: literal({}) } };
const calling = (flowId: string, start = manual) =>
  draw({ start, call: { operation: 'subflow', inputs: { flow: literal(flowId) } } }, 'start -> call');

describe('what stops if an account goes', () => {
  it('is known of ten flows and more', async () => {
    await live('01 live and draft', asking(old));
    const liveOnly = await live('02 live only', asking(old));
    await redraw(liveOnly, asking(other));
    const draftOnly = await live('03 draft only', asking());
    await redraw(draftOnly, asking(old));
    await draft('04 never published', asking(old));
    await live('05 off', asking(old), false);
    const gone = await live('06 deleted', asking(old));
    await api.flow.delete({ flowId: gone });
    await live('07 other account', asking(other));
    await live('08 step switched off', switchedOff(asking(old), 'ask'));
    const each: StepSpec = { operation: 'forEach', inputs: { items: literal(['a']) } };
    const loop = draw({ start: manual, each, ask: ask(old, { parent: 'each' }) }, 'start -> each');
    await live('09 in a loop', loop);
    await live('10 in a loop that is off', switchedOff(loop, 'each'));
    const sub = await live('11 called', draw({ start: called, ask: ask(old) }, 'start -> ask'));
    const between = await live('12 calls it', calling(sub, called));
    await live('13 calls what calls it', calling(between));
    await live('14 calls it while off', calling(sub), false);
    await live('15 calls it by a step that is off', switchedOff(calling(sub), 'call'));
    const sentence = literal(`Do not use ${old}`);
    await live('16 only says its id', draw({ start: { operation: 'manual', inputs: { example: sentence } } }));
    const eve = await test.signUp('Eve');
    await eve.api.flow.create({ workspaceId: eve.workspaceId, name: '17 of others', document: asking(old) });

    const { flows, callers } = await uses();
    const row = ({ name, live: running, draft: drawn, stops }: (typeof flows)[number]) =>
      `${name}: live ${running.map((step) => step.id + (step.isOff ? ' (off)' : ''))}, draft ${drawn.map((step) => step.id + (step.isOff ? ' (off)' : ''))}${stops ? ', stops' : ''}`;
    expect(flows.map(row)).toEqual([
      '01 live and draft: live ask, draft ask, stops',
      '02 live only: live ask, draft , stops',
      '03 draft only: live , draft ask',
      '04 never published: live , draft ask',
      '05 off: live ask, draft ask',
      '08 step switched off: live ask (off), draft ask (off)',
      '09 in a loop: live ask, draft ask, stops',
      '10 in a loop that is off: live ask (off), draft ask (off)',
      '11 called: live ask, draft ask, stops',
    ]);
    expect(flows.filter(({ isPublished }) => !isPublished).map(({ name }) => name)).toEqual(['04 never published']);
    expect(callers.map(({ name }) => name)).toEqual(['12 calls it', '13 calls what calls it']);
  });

  it('counts a trigger whose account says who may send', async () => {
    const auth = { kind: 'fields' as const, id: 'header', values: { header: 'X-Token', value: 'open sesame' } };
    const guard = await api.connection.create({ workspaceId, connector: 'request-checks', name: 'Shop', auth });
    await live('Orders', draw({ order: { operation: 'webhook', connection: guard.id } }));
    const { flows } = await uses(guard.id);
    expect(flows).toMatchObject([{ name: 'Orders', stops: true, live: [{ id: 'order', name: 'order' }] }]);
  });

  it('is not said of an account of another workspace', async () => {
    const eve = await test.signUp('Eve');
    const asked = eve.api.connection.uses({ workspaceId: eve.workspaceId, connectionId: old });
    expect(await refusal(asked)).toMatchObject({ code: 'not_found' });
  });
});

describe('in which flows the accounts are used', () => {
  it('is told of all at once, by the names of the flows, each once', async () => {
    await live('02 live and draft', asking(old));
    const changed = await live('01 live only', asking(old));
    await redraw(changed, asking(other));
    await draft('03 step switched off', switchedOff(asking(old), 'ask'));
    await draft('04 none', asking());
    const sentence = literal(`Do not use ${old}`);
    await draft('05 only says its id', draw({ start: { operation: 'manual', inputs: { example: sentence } } }));
    const rows = await api.connection.usedIn({ workspaceId });
    const namesOf = (id: string) => rows.find((row) => row.connectionId === id)?.flows.map(({ name }) => name);
    expect(namesOf(old)).toEqual(['01 live only', '02 live and draft', '03 step switched off']);
    expect(namesOf(other)).toEqual(['01 live only']);
    expect(rows).toHaveLength(2);
  });

  it('is as many as an account by itself says', async () => {
    for (const name of ['A', 'B', 'C']) await live(name, asking(old));
    const [row] = await api.connection.usedIn({ workspaceId });
    const { flows } = await uses();
    expect(row).toEqual({ connectionId: old, flows: flows.map(({ id, name }) => ({ id, name })) });
  });

  it('is never told of flows of others', async () => {
    const eve = await test.signUp('Eve');
    await eve.api.flow.create({ workspaceId: eve.workspaceId, name: 'Theirs', document: asking(old) });
    expect(await api.connection.usedIn({ workspaceId })).toEqual([]);
  });
});

describe('connection.delete', () => {
  it('takes the account away when the person saw what stops', async () => {
    await live('Orders', asking(old));
    await remove(seenOf(await uses()));
    expect((await api.connection.list({ workspaceId })).map(({ id }) => id)).toEqual([other]);
  });

  it.each<[what: string, change: (flowId: string) => Promise<unknown>]>([
    ['another flow uses it', () => draft('Late', asking(old))],
    ['a flow was switched on', (flowId) => api.flow.setActive({ flowId, active: true })],
    ['a flow no longer uses it', (flowId) => api.flow.delete({ flowId })],
  ])('refuses when meanwhile %s', async (_, change) => {
    const flowId = await live('Orders', asking(old), false);
    const seen = seenOf(await uses());
    await change(flowId);
    expect(await refusal(remove(seen))).toMatchObject({ code: 'connection_use_changed' });
    expect(await api.connection.list({ workspaceId })).toHaveLength(2);
    await remove(seenOf(await uses()));
  });

  it('refuses when a flow that calls one of them was switched on meanwhile', async () => {
    const sub = await live('Called', draw({ start: called, ask: ask(old) }, 'start -> ask'));
    const seen = seenOf(await uses());
    await live('Caller', calling(sub));
    expect(await refusal(remove(seen))).toMatchObject({ code: 'connection_use_changed' });
  });
});

describe('connection.replaceIn', () => {
  const replace = (by = other) => api.connection.replaceIn({ workspaceId, connectionId: old, by });

  it('puts another account into every draft, and says which flows are to be published', async () => {
    const both = await live('Both', asking(old));
    const never = await draft('Draft', asking(old));
    const liveOnly = await live('Live only', asking(old));
    await redraw(liveOnly, asking());
    const { flows } = await replace();
    expect(flows).toEqual([
      { id: both, name: 'Both', changed: ['ask'], left: [], toPublish: true },
      { id: never, name: 'Draft', changed: ['ask'], left: [], toPublish: false },
      { id: liveOnly, name: 'Live only', changed: [], left: [], toPublish: true },
    ]);
    expect(await Promise.all([both, never, liveOnly].map((id) => accountOf(id)))).toEqual([other, other, undefined]);
    const { draft: after, live: running } = await api.flow.get({ flowId: both });
    expect(after.revision).toBe(1);
    expect(running?.document.steps[StepId.parse('ask')]?.connection).toBe(old);
    await api.flow.publish({ flowId: both, revision: 1 });
    expect((await uses()).flows.map(({ name }) => name)).toEqual(['Live only']);
  });

  it('is a change that a tab which knew nothing of it is merged with', async () => {
    const flowId = await draft('Shared', asking(old));
    const { draft: before } = await api.flow.get({ flowId });
    await replace();
    const moved = { ...before.document.steps };
    const start = moved[StepId.parse('start')];
    if (start === undefined) throw new Error('The flow has no start.');
    const document = { ...before.document, steps: { ...moved, start: { ...start, name: 'By hand' } } };
    const diff = diffFlows(before.document, document);
    const saved = await api.flow.saveDraft({ flowId, revision: before.revision, diff, clientId: 'late tab' });
    expect(saved).toMatchObject({ revision: 2, merged: true });
    expect(await accountOf(flowId)).toBe(other);
  });

  it('keeps what others save to the same step at the same time', async () => {
    const flowId = await draft('Busy', asking(old));
    const { draft: before } = await api.flow.get({ flowId });
    const rename = async (name: string) => {
      const step = before.document.steps[StepId.parse('ask')];
      if (step === undefined) throw new Error('The flow asks nothing.');
      const document = { ...before.document, steps: { ...before.document.steps, ask: { ...step, name } } };
      const diff = diffFlows(before.document, document);
      await api.flow.saveDraft({ flowId, revision: before.revision, diff, clientId: 'tab' });
    };
    await Promise.all([replace(), rename('By hand')]);
    const { ask: after } = (await api.flow.get({ flowId })).draft.document.steps;
    expect(after).toMatchObject({ name: 'By hand', connection: other });
  });

  it('leaves steps alone that take another way of signing in, and names them', async () => {
    const checks = async (id: string, values: Record<string, string>) => {
      const auth = { kind: 'fields' as const, id, values };
      return (await api.connection.create({ workspaceId, connector: 'request-checks', name: id, auth })).id;
    };
    const basic = await checks('basic', { username: 'ann', password: 'open sesame' });
    const header = await checks('header', { header: 'X-Token', value: 'open sesame' });
    const form = { operation: 'form', connection: basic };
    const flowId = await draft('Two doors', draw({ page: form, hook: { operation: 'webhook', connection: basic } }));
    const { flows } = await api.connection.replaceIn({ workspaceId, connectionId: basic, by: header });
    expect(flows).toEqual([{ id: flowId, name: 'Two doors', changed: ['hook'], left: ['page'], toPublish: false }]);
    expect(await Promise.all(['page', 'hook'].map((step) => accountOf(flowId, step)))).toEqual([basic, header]);
  });

  it('takes no account of another connector, of others, or itself', async () => {
    const auth = { kind: 'fields' as const, id: 'header', values: { header: 'X-Token', value: 'open sesame' } };
    const guard = await api.connection.create({ workspaceId, connector: 'request-checks', name: 'Shop', auth });
    const eve = await test.signUp('Eve');
    const theirs = await connect('Theirs', eve);
    expect(await refusal(replace(guard.id))).toMatchObject({ code: 'connection_does_not_fit' });
    expect(await refusal(replace(old))).toMatchObject({ code: 'connection_does_not_fit' });
    expect(await refusal(replace(theirs))).toMatchObject({ code: 'not_found' });
  });
});

it('is noted when an account was last used, once an hour', async () => {
  const { database, instanceKey } = test.instance;
  const vault = createVault({ keys: createKeyStore(database), instanceKey, newId: randomUUIDv7 });
  let now = Date.parse('2026-11-22T12:00:00.000Z');
  const open = createOpenConnections(database, { vault, now: () => now });
  const lastUse = async (after: number) => {
    now += after * 60_000;
    await open(workspaceId, old);
    return (await api.connection.list({ workspaceId })).find(({ id }) => id === old)?.lastUsedAt;
  };
  const rows = await api.connection.list({ workspaceId });
  expect(rows.map(({ lastUsedAt, hosts }) => ({ lastUsedAt, hosts }))).toEqual([
    { hosts: ['https://api.example.com'] },
    { hosts: ['https://api.example.com'] },
  ]);
  expect(await lastUse(0)).toBe('2026-11-22T12:00:00.000Z');
  expect(await lastUse(59)).toBe('2026-11-22T12:00:00.000Z');
  expect(await lastUse(1)).toBe('2026-11-22T13:00:00.000Z');
});
