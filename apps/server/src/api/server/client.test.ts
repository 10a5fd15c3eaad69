import { diffFlows, emptyDocument, Note } from '@patchbay/flow';
import { createTRPCClient, httpBatchLink, TRPCClientError } from '@trpc/client';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLog } from '../../log.ts';
import { authAdapter } from '../../store/authAdapter.ts';
import { welcomeUser } from '../../workspaces/welcomeUser.ts';
import type { AppRouter } from '../router.ts';
import { type TestApp, testApp } from '../testing.ts';
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
  const signedUp = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ada', email: 'ada@example.com', password: 'correct horse' }),
  });
  cookie = signedUp.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ');
});
afterAll(async () => {
  await server.close();
  await test.drop();
});

const client = () =>
  createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${url}/api/trpc`, headers: { cookie } })] });

it('answers several calls in one request, each for itself', async () => {
  const [session, refused] = await Promise.allSettled([
    client().session.get.query(),
    client().flow.get.query({ flowId: 'nothing' }),
  ]);
  expect(session).toMatchObject({ status: 'fulfilled', value: { user: { name: 'Ada' } } });
  expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(TRPCClientError) });
  expect(refused).toMatchObject({ reason: { data: { app: { code: 'not_found' } } } });
});

it('streams what others change in a flow to whoever has it open', async () => {
  const api = client();
  const workspaceId = (await api.session.get.query())?.workspaces[0]?.id ?? '';
  const { id: flowId } = await api.flow.create.mutate({ workspaceId });
  const input = encodeURIComponent(JSON.stringify({ flowId, revision: 0 }));
  const stop = new AbortController();
  const stream = await fetch(`${url}/api/trpc/flow.onDraft?input=${input}`, {
    headers: { cookie, accept: 'text/event-stream' },
    signal: stop.signal,
  });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  const note = Note.parse({ id: 'n', text: 'Hello', position: { x: 0, y: 0 }, width: 100, height: 60 });
  const diff = diffFlows(emptyDocument, { ...emptyDocument, notes: { n: note } });
  await api.flow.saveDraft.mutate({ flowId, revision: 0, diff, clientId: 'tab' });
  let heard = '';
  for await (const chunk of stream.body ?? []) {
    heard += Buffer.from(chunk).toString();
    if (heard.includes('Hello')) break;
  }
  expect(heard).toContain(JSON.stringify({ revision: 1, clientId: 'tab', diff }));
  stop.abort();
});
