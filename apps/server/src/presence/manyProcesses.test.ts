import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../api/testing.ts';
import { refusal, type TestApp, testApp } from '../api/testing.ts';
import { appRouter } from '../api/router.ts';
import { createCallerFactory } from '../api/trpc.ts';
import { type Composed, composeApp } from '../compose/composeApp.ts';
import type { Actor } from '../policies/can.ts';
import { eventually } from '../worker/testing.ts';
import type { Visitor } from './visitor.ts';

let test: TestApp;
let other: Composed;
let ada: { actor: Actor; workspaceId: string; api: Caller };
let bo: Actor;

beforeAll(async () => {
  test = await testApp();
  other = await composeApp({
    config: { allowedNetworks: [], home: test.home, signUp: 'open' },
    instance: test.instance,
    name: randomUUID(),
    origin: 'http://patchbay.test',
    onError: (error) => test.errors.push(error),
  });
  ada = await test.signUp('Ada');
  bo = (await test.join(ada.workspaceId, 'viewer')).actor;
});
afterAll(async () => {
  await other.app.worker.stop(1_000);
  await other.close();
  await test.drop();
});

/** The procedures of one of the two processes, as somebody calls them. */
const at = ({ app }: Pick<Composed, 'app'>, actor: Actor, signal?: AbortSignal): Caller =>
  createCallerFactory(appRouter)({ ...app, actor }, signal && { signal });

/** Somebody's tab, by one of the processes: whom it shows, until it is closed. */
async function open(process: Pick<Composed, 'app'>, actor: Actor, tab: { flowId: string; clientId: string }) {
  const closing = new AbortController();
  const opened = { here: [] as readonly Visitor[], close: () => closing.abort() };
  const stream = await at(process, actor, closing.signal).flow.onDraft(tab);
  void (async () => {
    for await (const told of stream) {
      if ('visitors' in told) opened.here = told.visitors;
    }
  })();
  return opened;
}

const soon = (claim: () => boolean) => eventually(async () => claim() || undefined);

it('shows people in two processes each other, and where they are', async () => {
  const { id: flowId } = await ada.api.flow.create({ workspaceId: ada.workspaceId });
  const first = await open(test, ada.actor, { flowId, clientId: 'a' });
  const second = await open(other, bo, { flowId, clientId: 'b' });
  const boThere = { clientId: 'b', userId: bo.id, name: bo.name, stepId: null };
  await soon(() => first.here.length === 1);
  expect(first.here).toEqual([boThere]);
  await soon(() => second.here.length === 1);
  expect(second.here).toEqual([{ clientId: 'a', userId: ada.actor.id, name: 'Ada', stepId: null }]);

  // The request may reach any process.
  await at(test, bo).flow.showPlace({ flowId, clientId: 'b', stepId: 'pay' });
  await soon(() => first.here[0]?.stepId === 'pay');
  second.close();
  await soon(() => first.here.length === 0);
  first.close();
  expect(test.errors).toEqual([]);
});

it('shows strangers nothing, and takes no place from them', async () => {
  const { id: flowId } = await ada.api.flow.create({ workspaceId: ada.workspaceId });
  const { api } = await test.signUp('Eve');
  expect((await refusal(api.flow.showPlace({ flowId, clientId: 'a', stepId: 'pay' }))).code).toBe('not_found');
  const stream = await api.flow.onDraft({ flowId, clientId: 'e' }).catch((error: unknown) => error);
  expect(stream).toMatchObject({ code: 'NOT_FOUND' });
});

it('counts nobody as there who follows without saying by which tab', async () => {
  const { id: flowId } = await ada.api.flow.create({ workspaceId: ada.workspaceId });
  const told: string[] = [];
  const off = test.notifications.on('patchbay_presence', (words) => told.push(words));
  const closing = new AbortController();
  const stream = (await at(test, ada.actor, closing.signal).flow.onDraft({ flowId }))[Symbol.asyncIterator]();
  const next = stream.next();
  const tab = await open(other, bo, { flowId, clientId: 'b' });
  await soon(() => told.length > 0);
  expect(tab.here).toEqual([]);
  closing.abort();
  expect((await next).done).toBe(true);
  tab.close();
  off();
});
