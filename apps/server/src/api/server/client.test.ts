import { randomUUID } from 'node:crypto';
import { diffFlows, emptyDocument, Note } from '@patchbay/flow';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from '../../log.ts';
import { authAdapter } from '../../store/authAdapter.ts';
import { welcomeUser } from '../../workspaces/welcomeUser.ts';
import type { AppRouter } from '../router.ts';
import { type Caller, type TestApp, testApp } from '../testing.ts';
import { createAuth } from './auth.ts';
import { createServer } from './createServer.ts';

let test: TestApp;
let server: FastifyInstance;
let url: string;
let cookie: string;

beforeAll(async () => {
  test = await testApp();
  const { app, checks, instance } = test;
  const auth = createAuth({
    adapter: authAdapter(instance.database),
    instanceKey: instance.instanceKey,
    origin: 'http://localhost:3000',
    welcome: (user) => welcomeUser(user, app),
    onError: (message) => test.errors.push(message),
  });
  const api = { app, auth, origin: 'http://localhost:3000', publicUrl: undefined, webFolder: import.meta.dirname };
  server = await createServer({ log: createLog({ logLevel: 'silent' }), checks, api });
  url = await server.listen({ port: 0, host: '127.0.0.1' });
  cookie = (await signUp('ada@example.com')).cookie;
});
afterAll(async () => {
  await server.close();
  await test.drop();
});

const client = (as = cookie) =>
  createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${url}/api/trpc`, headers: { cookie: as } })] });

async function signUp(email: string): Promise<{ cookie: string; userId: string }> {
  const answer = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ada', email, password: 'correct horse' }),
  });
  const cookies = answer.headers.getSetCookie().map((text) => text.split(';')[0]);
  return { cookie: cookies.join('; '), userId: (await answer.json()).user.id };
}

function openStream(flowId: string, as: string): Promise<Response> {
  const input = encodeURIComponent(JSON.stringify({ flowId, revision: 0 }));
  return fetch(`${url}/api/trpc/flow.onDraft?input=${input}`, {
    headers: { cookie: as, accept: 'text/event-stream' },
  });
}

/** Somebody new, who has a flow of theirs open. */
async function watching() {
  const { cookie: theirs, userId } = await signUp(`${randomUUID()}@example.com`);
  const workspaceId = (await client(theirs).session.get.query())?.workspaces[0]?.id ?? '';
  const { id: flowId } = await client(theirs).flow.create.mutate({ workspaceId });
  return { cookie: theirs, userId, workspaceId, flowId, stream: await openStream(flowId, theirs) };
}

/** What a stream says until it says that, or ends. */
async function heard(stream: Response, until: string): Promise<string> {
  let words = '';
  for await (const chunk of stream.body ?? []) {
    words += Buffer.from(chunk).toString();
    if (words.includes(until)) break;
  }
  return words;
}

async function addNote(flowId: string, save: (input: Parameters<Caller['flow']['saveDraft']>[0]) => Promise<unknown>) {
  const note = Note.parse({ id: 'n', text: 'Hello', position: { x: 0, y: 0 }, width: 100, height: 60 });
  const diff = diffFlows(emptyDocument, { ...emptyDocument, notes: { n: note } });
  await save({ flowId, revision: 0, diff, clientId: 'tab' });
  return diff;
}

it('answers several calls in one request, each for itself', async () => {
  const [session, refused] = await Promise.allSettled([
    client().session.get.query(),
    client().flow.get.query({ flowId: 'nothing' }),
  ]);
  expect(session).toMatchObject({ status: 'fulfilled', value: { user: { name: 'Ada' } } });
  expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(TRPCClientError) });
  expect(refused).toMatchObject({ reason: { data: { app: { code: 'not_found' } } } });
});

it.each([
  ['signed out from elsewhere', 'delete from session where user_id = $1', 'not_signed_in'],
  ['removed from the workspace', 'delete from member where user_id = $1', 'not_found'],
  ['made a viewer', "update member set role = 'viewer' where user_id = $1", 'Hello'],
  [
    'left without the workspace',
    'delete from workspace where id in (select workspace_id from member where user_id = $1)',
    'not_found',
  ],
])('ends the live stream of somebody who was %s, and opens another only where they still may', async (...row) => {
  const [, statement, next] = row;
  const [one, other] = [await watching(), await watching()];
  await test.instance.database.pool.query(statement, [one.userId]);
  await expect(one.stream.text()).rejects.toThrow('terminated');
  const again = await openStream(one.flowId, one.cookie);
  if (next === 'Hello') await addNote(one.flowId, (await test.join(one.workspaceId, 'builder')).api.flow.saveDraft);
  expect(await heard(again, next)).toContain(next);
  await addNote(other.flowId, client(other.cookie).flow.saveDraft.mutate);
  expect(await heard(other.stream, 'Hello')).toContain('Hello');
});

it('shows nobody any more whose session has ended or who was removed, as soon as that is so', async () => {
  const { actor, api, workspaceId } = await test.signUp('Bo');
  const { id: flowId } = await api.flow.create({ workspaceId });
  const stream = (await test.as(actor).flow.onDraft({ flowId, clientId: 'bo' }))[Symbol.asyncIterator]();
  const nextHere = async () => {
    const { value } = await stream.next();
    return value !== undefined && 'visitors' in value ? value.visitors.map(({ clientId }) => clientId) : value;
  };
  for (const statement of ['delete from session where user_id = $1', 'delete from member where user_id = $1']) {
    const { cookie: theirs, userId } = await signUp(`${randomUUID()}@example.com`);
    await test.instance.database.prisma.member.create({ data: { workspaceId, userId, role: 'viewer' } });
    const come = nextHere();
    const input = encodeURIComponent(JSON.stringify({ flowId, clientId: 'tab' }));
    const answer = await fetch(`${url}/api/trpc/flow.onDraft?input=${input}`, { headers: { cookie: theirs } });
    expect(await come).toEqual(['tab']);
    await test.instance.database.pool.query(statement, [userId]);
    expect(await nextHere()).toEqual([]);
    await answer.body?.cancel().catch(() => undefined);
  }
  await stream.return?.();
});

it('ends all streams after a time in which it was told nothing', async () => {
  const { stream } = await watching();
  test.app.openStreams.endAll();
  await expect(stream.text()).rejects.toThrow('terminated');
});

it('streams what others change in a flow to whoever has it open', async () => {
  const api = client();
  const workspaceId = (await api.session.get.query())?.workspaces[0]?.id ?? '';
  const { id: flowId } = await api.flow.create.mutate({ workspaceId });
  const stream = await openStream(flowId, cookie);
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  const diff = await addNote(flowId, api.flow.saveDraft.mutate);
  expect(await heard(stream, 'Hello')).toContain(JSON.stringify({ revision: 1, clientId: 'tab', diff }));
});
