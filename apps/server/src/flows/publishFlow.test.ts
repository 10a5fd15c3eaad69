import { diffFlows, type FlowDocument } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';
import { newAccountId } from '../hooks/testing.ts';
import { draw, literal, ref } from '../runs/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
});
afterAll(() => test.drop());

const hook = { operation: 'webhook', inputs: { method: literal('POST'), example: literal({ total: 1 }) } };
const sound = draw(
  { order: hook, reply: { operation: 'respond', inputs: { status: literal(200) } } },
  'order -> reply',
);

async function newFlow(document: FlowDocument): Promise<string> {
  return (await api.flow.create({ workspaceId, document })).id;
}

describe('flow.publish', () => {
  it('numbers versions from one, and puts the newest live', async () => {
    const flowId = await newFlow(sound);
    expect(await api.flow.publish({ flowId, revision: 0 })).toMatchObject({ number: 1 });
    const other = draw(
      { order: hook, reply: { operation: 'respond', inputs: { status: literal(201) } } },
      'order -> reply',
    );
    await api.flow.saveDraft({ flowId, revision: 0, diff: diffFlows(sound, other), clientId: 'tab' });
    expect(await api.flow.publish({ flowId, revision: 1 })).toMatchObject({ number: 2 });
    const flow = await api.flow.get({ flowId });
    expect(flow.live).toMatchObject({ number: 2, document: other });
    expect((await api.flow.versions({ flowId })).map(({ number, live }) => [number, live])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(await api.flow.version({ flowId, number: 1 })).toEqual({ document: sound });
    expect(await api.flow.version({ flowId, number: 3 })).toBeNull();
  });

  it('keeps who published', async () => {
    const flowId = await newFlow(sound);
    await api.flow.publish({ flowId, revision: 0 });
    const [version] = await api.flow.versions({ flowId });
    expect(version?.publishedBy).toEqual(expect.stringMatching(/\S/));
    expect(version?.publishedBy).not.toMatch(/^[\da-f-]{36}$/);
  });

  it('refuses a trigger whose account is gone, or cannot check who sends', async () => {
    const values = { secret: 'x' };
    const auth = { kind: 'fields' as const, id: 'hmac', values };
    const signed = await api.connection.create({ workspaceId, connector: 'request-checks', name: 'Signed', auth });
    const form = { operation: 'form', inputs: { fields: literal([{ name: 'a', label: 'A', kind: 'text' }]) } };
    const problemsOf = async (document: FlowDocument) => {
      const refused = await refusal(api.flow.publish({ flowId: await newFlow(document), revision: 0 }));
      return (refused.details as { code: string }[]).map(({ code }) => code);
    };
    expect(await problemsOf(draw({ order: { ...hook, connection: newAccountId() } }))).toEqual(['account_gone']);
    expect(await problemsOf(draw({ order: { ...form, connection: signed.id } }))).toEqual(['account_does_not_fit']);
    const flowId = await newFlow(draw({ order: { ...hook, connection: signed.id } }));
    expect(await api.flow.publish({ flowId, revision: 0 })).toMatchObject({ number: 1 });
  });

  it('gives two people who publish at once a version each', async () => {
    const flowId = await newFlow(sound);
    const published = await Promise.all([1, 2, 3].map(() => api.flow.publish({ flowId, revision: 0 })));
    expect(published.map(({ number }) => number).sort()).toEqual([1, 2, 3]);
  });

  it('refuses with every problem, and leaves what was live as it was', async () => {
    const flowId = await newFlow(sound);
    await api.flow.publish({ flowId, revision: 0, activate: true });
    const broken = draw(
      { order: hook, reply: { operation: 'respond', inputs: { body: ref('gone.total') } } },
      'order -> reply',
    );
    await api.flow.saveDraft({ flowId, revision: 0, diff: diffFlows(sound, broken), clientId: 'tab' });
    const refused = await refusal(api.flow.publish({ flowId, revision: 1 }));
    expect(refused.code).toBe('flow_has_problems');
    expect(refused.details).toEqual(
      expect.arrayContaining([expect.objectContaining({ step: 'reply', severity: 'error' })]),
    );
    expect((await api.flow.get({ flowId })).live).toMatchObject({ number: 1, document: sound });
  });

  it('refuses a draft that is no longer the one that was looked at', async () => {
    const flowId = await newFlow(sound);
    const refused = await refusal(api.flow.publish({ flowId, revision: 1 }));
    expect(refused).toMatchObject({ code: 'flow_changed_elsewhere', details: { revision: 0 } });
  });

  it('keeps the address a hook had while the flow was only drawn', async () => {
    const flowId = await newFlow(sound);
    const drawn = (await api.flow.get({ flowId })).hooks;
    expect(drawn).toEqual([
      { stepId: 'order', url: expect.stringMatching(/^http:\/\/patchbay\.test\/hook\/[\w-]{24}$/) },
    ]);
    await api.flow.publish({ flowId, revision: 0, activate: true });
    expect((await api.flow.get({ flowId })).hooks).toEqual(drawn);
  });

  it('switches on only what has been published', async () => {
    const flowId = await newFlow(sound);
    expect((await refusal(api.flow.setActive({ flowId, active: true }))).code).toBe('flow_not_published');
    await api.flow.publish({ flowId, revision: 0 });
    await api.flow.setActive({ flowId, active: true });
    expect((await api.flow.get({ flowId })).active).toBe(true);
  });
});

describe('flow.import', () => {
  it('brings in what was exported: the drawing without connected accounts, switched off', async () => {
    const document = draw({
      order: hook,
      get: { operation: 'http', inputs: { url: literal('http://a') }, connection: 'acme' },
    });
    const flowId = await newFlow(document);
    const { id } = await api.flow.import({ workspaceId, file: await api.flow.export({ flowId }) });
    const copy = await api.flow.get({ flowId: id });
    expect(copy).toMatchObject({ active: false, live: null });
    expect(copy.draft.document.steps.get).not.toHaveProperty('connection');
    expect(Object.keys(copy.draft.document.steps).sort()).toEqual(Object.keys(document.steps).sort());
  });

  it.each([
    ['a text', 'hello', 'flow_file_unreadable'],
    ['another format', { format: 'other', version: 1, name: 'A', document: sound }, 'flow_file_unreadable'],
    ['a document of the future', file({ ...sound, version: 99 }), 'flow_file_unreadable'],
    ['a step that is no step', file({ ...sound, steps: { a: { id: 'a' } } }), 'flow_file_unreadable'],
  ])('refuses %s, and keeps nothing of it', async (_what, content, code) => {
    const before = (await api.flow.list({ workspaceId, limit: 200 })).items.length;
    expect((await refusal(api.flow.import({ workspaceId, file: content }))).code).toBe(code);
    expect((await api.flow.list({ workspaceId, limit: 200 })).items).toHaveLength(before);
  });
});

function file(document: unknown) {
  return { format: 'patchbay-flow', version: 1, name: 'A', document };
}
