import { diffFlows, type FlowDocument } from '@patchbay/flow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, refusal, type TestApp, testApp } from '../api/testing.ts';
import type { Actor } from '../policies/can.ts';
import { draw, literal, startUpstream } from '../runs/testing.ts';
import { eventually } from '../worker/testing.ts';

type Person = { actor: Actor; api: Caller };

let test: TestApp;
let upstream: Awaited<ReturnType<typeof startUpstream>>;
let workspaceId: string;
let ada: Person;
let ben: Person;
let cid: Person;

beforeAll(async () => {
  test = await testApp();
  upstream = await startUpstream((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  const owner = await test.signUp('Ada Lovelace');
  ({ workspaceId } = owner);
  ada = owner;
  [ben, cid] = await Promise.all([test.join(workspaceId, 'builder'), test.join(workspaceId, 'builder')]);
  test.clockwork.start();
});
afterAll(async () => {
  await test.clockwork.stop();
  await upstream.stop();
  await test.drop();
});

async function connect(by: Person, name: string): Promise<string> {
  const auth = { kind: 'fields' as const, id: 'web-bearer', values: { address: upstream.url, token: 'k1' } };
  return (await by.api.connection.create({ workspaceId, connector: 'web', name, auth })).id;
}

const asking = (connection?: string): FlowDocument =>
  draw(
    {
      start: { operation: 'manual', inputs: { example: literal({}) } },
      ask: {
        operation: 'http',
        inputs: { method: literal('GET'), url: literal(`${upstream.url}/orders`) },
        ...(connection !== undefined && { connection }),
      },
    },
    'start -> ask',
  );

const nameless = (by: Person, document = asking()) => by.api.flow.create({ workspaceId, document });

async function choose(by: Person, flowId: string, connection: string) {
  const { draft } = await by.api.flow.get({ flowId });
  const diff = diffFlows(draft.document, asking(connection));
  return by.api.flow.saveDraft({ flowId, revision: draft.revision, diff, clientId: 'tab' });
}

const share = (by: Person, connectionId: string, sharedWith: 'workspace' | string[]) =>
  by.api.connection.share({ workspaceId, connectionId, sharedWith });

async function runOf(by: Person, flowId: string) {
  const { runId } = await by.api.run.start({ flowId, payload: {} });
  const { prisma } = test.instance.database;
  return { runId, status: async () => (await prisma.run.findFirst({ where: { id: runId } }))?.status };
}
const ended = (run: { status(): Promise<string | undefined> }, status: string) =>
  eventually(async () => ((await run.status()) === status ? true : undefined));

describe('an account that a builder has connected', () => {
  it('is theirs alone, and seen by all; what an admin connects is for everybody', async () => {
    const own = await connect(ben, 'Ben’s');
    const common = await connect(ada, 'Everybody’s');
    const seenBy = async (person: Person) =>
      (await person.api.connection.list({ workspaceId })).filter(({ id }) => id === own || id === common);
    expect(await seenBy(ben)).toMatchObject([
      { name: 'Ben’s', mayUse: true, sharedWith: [] },
      { name: 'Everybody’s', mayUse: true, sharedWith: 'workspace' },
    ]);
    expect((await seenBy(cid)).map(({ mayUse }) => mayUse)).toEqual([false, true]);
    expect((await seenBy(ada)).map(({ mayUse }) => mayUse)).toEqual([false, true]);
  });

  it('is chosen, drawn in, tried for real, looked up with, and connected again by nobody else', async () => {
    const own = await connect(ben, 'Ben’s');
    const { id: flowId } = await nameless(cid);
    const refused = 'connection_not_shared';
    expect((await refusal(choose(cid, flowId, own))).code).toBe(refused);
    expect((await refusal(nameless(cid, asking(own)))).code).toBe(refused);
    const tried = cid.api.run.try({ flowId, document: asking(own), mode: 'live', payload: {} });
    expect((await refusal(tried)).code).toBe(refused);
    const field = { connector: 'core', version: '1', operation: 'http', field: 'url', connection: own };
    expect((await refusal(cid.api.connector.lookup({ workspaceId, ...field }))).code).toBe(refused);
    const auth = { kind: 'fields' as const, id: 'web-bearer', values: { address: upstream.url, token: 'mine' } };
    const again = cid.api.connection.reconnect({ workspaceId, connectionId: own, auth });
    expect((await refusal(again)).code).toBe(refused);
    expect((await refusal(share(cid, own, 'workspace'))).code).toBe('not_allowed');
    const by = await connect(ada, 'Everybody’s');
    const { id: other } = await nameless(cid, asking(by));
    expect((await refusal(cid.api.connection.replaceIn({ workspaceId, connectionId: by, by: own }))).code).toBe(
      refused,
    );
    expect((await cid.api.flow.get({ flowId: other })).draft.document.steps.ask?.connection).toBe(by);
  });

  it('stops others from publishing what it stands in, and leaves their own changes alone', async () => {
    const own = await connect(ben, 'Ben’s');
    const { id: flowId } = await nameless(ben, asking(own));
    const { draft } = await cid.api.flow.get({ flowId });
    const renamed = structuredClone(draft.document);
    Object.assign(renamed.steps.ask ?? {}, { name: 'Ask them' });
    const diff = diffFlows(draft.document, renamed);
    await cid.api.flow.saveDraft({ flowId, revision: draft.revision, diff, clientId: 'tab' });
    const { code, details } = await refusal(cid.api.flow.publish({ flowId, revision: 1 }));
    expect(code).toBe('flow_has_problems');
    expect(details).toMatchObject([{ code: 'account_not_shared', step: 'ask' }]);
    const { id: copy } = await cid.api.flow.duplicate({ flowId });
    expect((await cid.api.flow.get({ flowId: copy })).draft.document.steps.ask?.connection).toBeUndefined();
    await share(ben, own, [cid.actor.id]);
    await cid.api.flow.publish({ flowId, revision: 1 });
  });
});

describe('the right to use an account, when a flow runs', () => {
  it('is that of whoever published it: lost, its runs wait; given back, they go on', async () => {
    const own = await connect(ben, 'Ben’s');
    await share(ben, own, [cid.actor.id]);
    const { id: flowId } = await nameless(cid, asking(own));
    await cid.api.flow.publish({ flowId, revision: 0, activate: true });
    // Whoever starts it does not matter.
    await ended(await runOf(ada, flowId), 'succeeded');
    await share(ben, own, []);
    const calls = upstream.calls.length;
    const waiting = await runOf(ben, flowId);
    await ended(waiting, 'waiting');
    expect(upstream.calls).toHaveLength(calls);
    const { events = [] } = await ben.api.run.get({ runId: waiting.runId });
    expect(events.at(-1)).toMatchObject({ type: 'step.failed', failure: { code: 'connection_not_shared' } });
    await share(ada, own, [cid.actor.id]);
    await ended(waiting, 'succeeded');
  });

  it('goes with whoever leaves the workspace, unless the account is everybody’s', async () => {
    const own = await connect(ben, 'Ben’s');
    const common = await connect(ada, 'Everybody’s');
    const dora = await test.join(workspaceId, 'builder');
    await share(ben, own, [dora.actor.id]);
    const flows = await Promise.all([own, common].map((account) => nameless(dora, asking(account))));
    for (const { id: flowId } of flows) await dora.api.flow.publish({ flowId, revision: 0, activate: true });
    const { prisma } = test.instance.database;
    await prisma.member.delete({ where: { workspaceId_userId: { workspaceId, userId: dora.actor.id } } });
    const [narrow, wide] = await Promise.all(flows.map(({ id }) => runOf(ada, id)));
    if (narrow === undefined || wide === undefined) throw new Error('They did not start.');
    await ended(narrow, 'waiting');
    expect(await ended(wide, 'succeeded')).toBe(true);
  });
});
