import { diffFlows, type FlowDocument, Note, Step } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';

let test: TestApp;
let api: Caller;
let workspaceId: string;

beforeAll(async () => {
  test = await testApp();
  ({ api, workspaceId } = await test.signUp('Ada Lovelace'));
});
afterAll(() => test.drop());

const empty: FlowDocument = { version: 1, steps: {}, edges: {}, notes: {} };

/** A document with a note of each of these ids and texts. */
function notes(texts: Record<string, string>): FlowDocument {
  const made = Object.entries(texts).map(([id, text]) => [
    id,
    Note.parse({ id, text, position: { x: 0, y: 0 }, width: 100, height: 60 }),
  ]);
  return { ...empty, notes: Object.fromEntries(made) };
}

async function newFlow(document = empty): Promise<string> {
  return (await api.flow.create({ workspaceId, document })).id;
}

const textsOf = (document: FlowDocument) =>
  Object.fromEntries(Object.values(document.notes).map(({ id, text }) => [id, text]));

async function stored(flowId: string) {
  const { draft } = await api.flow.get({ flowId });
  return { revision: draft.revision, texts: textsOf(draft.document) };
}

describe('flow.saveDraft', () => {
  it('applies a diff to the revision it was made from', async () => {
    const flowId = await newFlow();
    const saved = await api.flow.saveDraft({
      flowId,
      revision: 0,
      diff: diffFlows(empty, notes({ a: 'A' })),
      clientId: 'tab',
    });
    expect(saved).toEqual({ revision: 1, merged: false });
    expect(await stored(flowId)).toEqual({ revision: 1, texts: { a: 'A' } });
  });

  it('keeps the order in which a person gave the fields', async () => {
    const literal = (value: string) => ({ kind: 'literal' as const, value });
    const step = Step.parse({
      id: 'prepare',
      name: 'Prepare',
      uses: { connector: 'core', version: '1', operation: 'setFields' },
      inputs: { fields: { kind: 'object', fields: { withTax: literal('1'), id: literal('2'), b: literal('3') } } },
      position: { x: 0, y: 0 },
    });
    const flowId = await newFlow({ ...empty, steps: { prepare: step } });
    const { draft } = await api.flow.get({ flowId });
    const fields = draft.document.steps.prepare?.inputs.fields;
    expect(fields?.kind === 'object' ? Object.keys(fields.fields) : []).toEqual(['withTax', 'id', 'b']);
  });

  it('merges with what others changed elsewhere in the flow meanwhile', async () => {
    const flowId = await newFlow();
    await api.flow.saveDraft({ flowId, revision: 0, diff: diffFlows(empty, notes({ a: 'A' })), clientId: 'one' });
    await api.flow.saveDraft({
      flowId,
      revision: 1,
      diff: diffFlows(notes({ a: 'A' }), notes({ a: 'B' })),
      clientId: 'one',
    });
    const late = await api.flow.saveDraft({
      flowId,
      revision: 0,
      diff: diffFlows(empty, notes({ z: 'Z' })),
      clientId: 'two',
    });
    expect(late).toMatchObject({ revision: 3, merged: true });
    expect(late.document && textsOf(late.document)).toEqual({ a: 'B', z: 'Z' });
    expect(await stored(flowId)).toEqual({ revision: 3, texts: { a: 'B', z: 'Z' } });
  });

  it('refuses to overwrite the same record, with the newest document, and saves nothing of it', async () => {
    const flowId = await newFlow(notes({ a: 'A', b: 'B' }));
    const before = notes({ a: 'A', b: 'B' });
    await api.flow.saveDraft({
      flowId,
      revision: 0,
      diff: diffFlows(before, notes({ a: 'mine', b: 'B' })),
      clientId: 'one',
    });
    const diff = diffFlows(before, notes({ a: 'theirs', b: 'changed too' }));
    const refused = await refusal(api.flow.saveDraft({ flowId, revision: 0, diff, clientId: 'two' }));
    expect(refused).toMatchObject({
      code: 'flow_changed_elsewhere',
      details: { revision: 1, document: notes({ a: 'mine', b: 'B' }), conflicts: [{ record: 'note', id: 'a' }] },
    });
    expect(await stored(flowId)).toEqual({ revision: 1, texts: { a: 'mine', b: 'B' } });
  });

  it('keeps every change of twenty tabs that save at once', async () => {
    const flowId = await newFlow();
    const tabs = Array.from({ length: 20 }, (_, index) => `n${index}`);
    const save = async (id: string): Promise<unknown> => {
      const call = api.flow.saveDraft({
        flowId,
        revision: 0,
        diff: diffFlows(empty, notes({ [id]: id })),
        clientId: id,
      });
      // A tab that was overtaken too often is told to try again, and does.
      return call.catch(() => save(id));
    };
    await Promise.all(tabs.map(save));
    expect(await stored(flowId)).toEqual({ revision: 20, texts: Object.fromEntries(tabs.map((id) => [id, id])) });
  });

  it.each([
    ['a revision that was never there', 7, diffFlows(empty, notes({ a: 'A' }))],
    ['a diff that does not fit its own revision', 0, diffFlows(notes({ a: 'A' }), notes({ a: 'B' }))],
  ])('refuses %s', async (_what, revision, diff) => {
    const flowId = await newFlow();
    const refused = await refusal(api.flow.saveDraft({ flowId, revision, diff, clientId: 'tab' }));
    expect(refused.code).toBe('flow_changed_elsewhere');
    expect(await stored(flowId)).toEqual({ revision: 0, texts: {} });
  });

  it.each([
    ['a\u0000b', 'NUL'],
    ['a\ud83db', 'half of a character'],
  ])('refuses %j, which could not be read back, with the reason', async (text, reason) => {
    const flowId = await newFlow();
    const diff = diffFlows(empty, notes({ a: text }));
    const refused = await refusal(api.flow.saveDraft({ flowId, revision: 0, diff, clientId: 'tab' }));
    expect(refused).toMatchObject({ code: 'document_unreadable', message: expect.stringContaining(reason) });
  });

  it('keeps a text that only looks like what cannot be kept', async () => {
    const flowId = await newFlow();
    const text = String.raw`C:\u0000 \ud83d 🙋`;
    await api.flow.saveDraft({ flowId, revision: 0, diff: diffFlows(empty, notes({ a: text })), clientId: 'tab' });
    expect(await stored(flowId)).toEqual({ revision: 1, texts: { a: text } });
  });

  it('tells those who have the flow open, whichever process saved', async () => {
    const flowId = await newFlow();
    const other = await test.signUp('Eve');
    const unrelated = (await other.api.flow.create({ workspaceId: other.workspaceId })).id;
    const heard = (await api.flow.onDraft({ flowId, revision: 0 }))[Symbol.asyncIterator]();
    const first = heard.next();
    const diff = diffFlows(empty, notes({ a: 'A' }));
    await other.api.flow.saveDraft({ flowId: unrelated, revision: 0, diff, clientId: 'elsewhere' });
    await api.flow.saveDraft({ flowId, revision: 0, diff, clientId: 'tab' });
    expect((await first).value).toEqual({ revision: 1, clientId: 'tab', diff });
    await heard.return?.();
  });

  it('tells what was missed between opening the flow and listening to it', async () => {
    const flowId = await newFlow();
    const diffs = [diffFlows(empty, notes({ a: 'A' })), diffFlows(notes({ a: 'A' }), notes({ a: 'B' }))];
    for (const [revision, diff] of diffs.entries()) {
      await api.flow.saveDraft({ flowId, revision, diff, clientId: 'tab' });
    }
    const heard = (await api.flow.onDraft({ flowId, revision: 0 }))[Symbol.asyncIterator]();
    expect([(await heard.next()).value, (await heard.next()).value]).toMatchObject([{ revision: 1 }, { revision: 2 }]);
    await heard.return?.();
  });
});
