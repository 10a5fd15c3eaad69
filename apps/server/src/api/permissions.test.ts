import { randomUUID } from 'node:crypto';
import { emptyDocument } from '@patchbay/flow';
import { TRPCError } from '@trpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Actor, can, roles } from '../policies/can.ts';
import { writePlace } from '../runs/stepPlace.ts';
import { draw, literal } from '../runs/testing.ts';
import { type DeclaredProcedure, requirePermissions } from './requirePermissions.ts';
import { appRouter } from './router.ts';
import { type Caller, type TestApp, testApp } from './testing.ts';
import { openProcedure, router } from './trpc.ts';

const nothing = { added: {}, updated: {}, removed: {} };
const noDiff = { steps: nothing, edges: nothing, notes: nothing };
const order = draw({ order: { operation: 'manual', inputs: { example: literal({}) } } });

const channelField = { connector: 'core', version: '1', operation: 'http', field: 'url' };

const removedRow = {
  id: '00000000-0000-4000-8000-000000000000',
  position: '1',
  cells: {},
  addedAt: '2026-03-14T09:30:00.000Z',
  changedAt: '2026-03-14T09:30:00.000Z',
};

/** The records a procedure may be about. */
type Subjects = { workspaceId: string; flowId: string; runId: string };

/** One call of every procedure. A new procedure without a line here fails the test below. */
const calls: Record<string, (api: Caller, its: Subjects) => Promise<unknown>> = {
  'session.get': (api) => api.session.get(),
  'workspace.members': (api, { workspaceId }) => api.workspace.members({ workspaceId }),
  'workspace.update': (api, { workspaceId }) => api.workspace.update({ workspaceId, name: 'Acme' }),
  'home.get': (api, { workspaceId }) => api.home.get({ workspaceId }),
  'home.hide': (api, { workspaceId }) => api.home.hide({ workspaceId, isHidden: true }),
  'home.bringBack': (api, { workspaceId }) => api.home.bringBack({ workspaceId }),
  'home.runExample': (api, { workspaceId }) => api.home.runExample({ workspaceId }),
  'flow.list': (api, { workspaceId }) => api.flow.list({ workspaceId }),
  'flow.listWatchers': (api, { workspaceId }) => api.flow.listWatchers({ workspaceId }),
  'flow.listCallers': (api, { flowId }) => api.flow.listCallers({ flowId }),
  'flow.listCallable': (api, { workspaceId }) => api.flow.listCallable({ workspaceId }),
  'flow.create': (api, { workspaceId }) => api.flow.create({ workspaceId }),
  'flow.import': (api, { workspaceId }) =>
    api.flow.import({ workspaceId, file: { format: 'patchbay-flow', version: 1, name: 'A', document: emptyDocument } }),
  'flow.get': (api, { flowId }) => api.flow.get({ flowId }),
  'flow.check': (api, { flowId }) => api.flow.check({ flowId }),
  'flow.export': (api, { flowId }) => api.flow.export({ flowId }),
  'flow.listTriggers': (api, { flowId }) => api.flow.listTriggers({ flowId }),
  'flow.lookNow': (api, { flowId }) => api.flow.lookNow({ flowId, stepId: 'order' }),
  'flow.versions': (api, { flowId }) => api.flow.versions({ flowId }),
  'flow.onDraft': async (api, { flowId }) => firstOf(await api.flow.onDraft({ flowId })),
  'flow.rename': (api, { flowId }) => api.flow.rename({ flowId, name: 'B' }),
  'flow.duplicate': (api, { flowId }) => api.flow.duplicate({ flowId }),
  'flow.saveDraft': (api, { flowId }) => api.flow.saveDraft({ flowId, revision: 0, diff: noDiff, clientId: 'tab' }),
  'flow.publish': (api, { flowId }) => api.flow.publish({ flowId, revision: 0 }),
  'flow.setActive': (api, { flowId }) => api.flow.setActive({ flowId, active: false }),
  'flow.delete': (api, { flowId }) => api.flow.delete({ flowId }),
  'run.listCalled': (api, { runId }) => api.run.listCalled({ runId }),
  'run.list': (api, { workspaceId }) => api.run.list({ workspaceId }),
  'run.get': (api, { runId }) => api.run.get({ runId }),
  'run.compare': (api, { runId }) => api.run.compare({ runId }),
  'run.listRequests': (api, { runId }) => api.run.listRequests({ runId, path: 'order' }),
  'run.listTold': (api, { runId }) => api.run.listTold({ runId }),
  'run.onEvents': async (api, { runId }) => firstOf(await api.run.onEvents({ runId, from: 0 })),
  'run.try': (api, { flowId }) => api.run.try({ flowId, document: order, mode: 'mock', payload: {} }),
  'run.prepare': (api, { flowId }) => api.run.prepare({ flowId }),
  'run.start': (api, { flowId }) => api.run.start({ flowId, payload: {} }),
  'run.prepareReplay': (api, { runId }) => api.run.prepareReplay({ runId, from: { kind: 'start' }, newest: false }),
  'run.replay': (api, { runId }) => api.run.replay({ runId, from: { kind: 'start' }, newest: false }),
  'replay.count': (api, { workspaceId }) => api.replay.count({ workspaceId, status: 'failed' }),
  'replay.list': (api, { workspaceId }) => api.replay.list({ workspaceId }),
  'replay.create': (api, { workspaceId }) =>
    api.replay.create({ workspaceId, filter: { status: 'failed' }, from: 'failed', newest: false }),
  'replay.cancel': (api, { workspaceId }) => api.replay.cancel({ workspaceId, batchId: 'none' }),
  'run.cancel': (api, { runId }) => api.run.cancel({ runId }),
  'run.retry': (api, { runId }) => api.run.retry({ runId, path: 'order' }),
  'run.skip': (api, { runId }) => api.run.skip({ runId, path: 'order' }),
  'run.callbackUrl': (api, { runId }) => api.run.callbackUrl({ runId, path: 'order' }),
  'approval.list': (api, { workspaceId }) => api.approval.list({ workspaceId }),
  'approval.get': (api, { runId }) => api.approval.get({ approvalId: writePlace({ runId, path: 'order' }) }),
  'approval.answer': (api, { runId }) =>
    api.approval.answer({ approvalId: writePlace({ runId, path: 'order' }), answer: 'approve' }),
  'hook.listen': async (api, { flowId }) => firstOf(await api.hook.listen({ flowId, stepId: 'order' })),
  'connector.list': (api, { workspaceId }) => api.connector.list({ workspaceId }),
  'connector.operations': (api, { workspaceId }) => api.connector.operations({ workspaceId, connector: 'core' }),
  'connector.lookup': (api, { workspaceId }) => api.connector.lookup({ workspaceId, ...channelField }),
  'connector.lookupFields': (api, { workspaceId }) => api.connector.lookupFields({ workspaceId, ...channelField }),
  'connector.getOverlay': (api, { workspaceId }) => api.connector.getOverlay({ workspaceId, connector: 'acme' }),
  'connector.setOverlay': (api, { workspaceId }) =>
    api.connector.setOverlay({ workspaceId, connector: 'acme', overlay: {} }),
  'connector.search': (api, { workspaceId }) => api.connector.search({ workspaceId, query: 'set' }),
  'connector.resolveThings': (api, { workspaceId }) => api.connector.resolveThings({ workspaceId, things: [] }),
  'connector.resolve': (api, { workspaceId }) => api.connector.resolve({ workspaceId, refs: [] }),
  'connector.import': (api, { workspaceId }) =>
    api.connector.import({ workspaceId, source: { kind: 'text', text: '{"openapi":' } }),
  'connector.importProgress': (api, { workspaceId }) => api.connector.importProgress({ workspaceId, importId: 'none' }),
  'connector.compareVersions': (api, { workspaceId }) =>
    api.connector.compareVersions({ workspaceId, connector: 'core' }),
  'connector.servers': (api, { workspaceId }) => api.connector.servers({ workspaceId, connector: 'core' }),
  'connector.setBaseUrl': (api, { workspaceId }) =>
    api.connector.setBaseUrl({ workspaceId, connector: 'core', baseUrl: 'https://example.com' }),
  'connector.delete': (api, { workspaceId }) => api.connector.delete({ workspaceId, connector: 'core' }),
  'table.list': (api, { workspaceId }) => api.table.list({ workspaceId }),
  'table.get': (api, { workspaceId }) => api.table.get({ workspaceId, tableId: 'none' }),
  'table.rows': (api, { workspaceId }) => api.table.rows({ workspaceId, tableId: 'none' }),
  'table.export': (api, { workspaceId }) => api.table.export({ workspaceId, tableId: 'none' }),
  'table.create': (api, { workspaceId }) =>
    api.table.create({ workspaceId, name: 'Orders', columns: [{ name: 'Number', type: 'text' }] }),
  'table.readCsv': (api, { workspaceId }) => api.table.readCsv({ workspaceId, text: 'a,b' }),
  'table.rename': (api, { workspaceId }) => api.table.rename({ workspaceId, tableId: 'none', name: 'B' }),
  'table.delete': (api, { workspaceId }) => api.table.delete({ workspaceId, tableId: 'none' }),
  'table.addColumn': (api, { workspaceId }) =>
    api.table.addColumn({ workspaceId, tableId: 'none', column: { name: 'Total', type: 'number' } }),
  'table.changeColumn': (api, { workspaceId }) =>
    api.table.changeColumn({ workspaceId, tableId: 'none', columnId: 'a', to: { name: 'B', type: 'text' } }),
  'table.removeColumn': (api, { workspaceId }) =>
    api.table.removeColumn({ workspaceId, tableId: 'none', columnId: 'a' }),
  'table.addRow': (api, { workspaceId }) => api.table.addRow({ workspaceId, tableId: 'none', values: {} }),
  'table.updateRow': (api, { workspaceId }) =>
    api.table.updateRow({ workspaceId, tableId: 'none', rowId: 'none', values: {} }),
  'table.deleteRows': (api, { workspaceId }) =>
    api.table.deleteRows({ workspaceId, tableId: 'none', rowIds: ['none'] }),
  'table.restoreRows': (api, { workspaceId }) =>
    api.table.restoreRows({ workspaceId, tableId: 'none', rows: [removedRow] }),
  'table.importCsv': (api, { workspaceId }) => api.table.importCsv({ workspaceId, tableId: 'none', text: 'a' }),
  'template.list': (api, { workspaceId }) => api.template.list({ workspaceId }),
  'template.get': (api, { workspaceId }) => api.template.get({ workspaceId, templateId: 'refund-approval' }),
  'template.start': (api, { workspaceId }) => api.template.start({ workspaceId, templateId: 'refund-approval' }),
  'sample.list': (api, { flowId }) => api.sample.list({ flowId }),
  'sample.get': (api, { flowId }) => api.sample.get({ flowId, stepId: 'order', isPin: true }),
  'sample.set': (api, { flowId }) => api.sample.set({ flowId, stepId: 'order', isPin: true, value: 1 }),
  'sample.delete': (api, { flowId }) => api.sample.delete({ flowId, stepId: 'order', isPin: true }),
  'savedValue.list': (api, { workspaceId }) => api.savedValue.list({ workspaceId }),
  'savedValue.set': (api, { workspaceId }) => api.savedValue.set({ workspaceId, key: 'k', value: 1 }),
  'savedValue.delete': (api, { workspaceId }) => api.savedValue.delete({ workspaceId, key: 'k' }),
  'memory.list': (api, { workspaceId }) => api.memory.list({ workspaceId }),
  'memory.clear': (api, { workspaceId }) => api.memory.clear({ workspaceId, memoryId: 'none' }),
  'connection.list': (api, { workspaceId }) => api.connection.list({ workspaceId }),
  'connection.create': (api, { workspaceId }) =>
    api.connection.create({ workspaceId, connector: 'none', name: 'Acme', auth: { kind: 'bearer', token: 't' } }),
  'connection.test': (api, { workspaceId }) => api.connection.test({ workspaceId, connectionId: randomUUID() }),
  'connection.reconnect': (api, { workspaceId }) =>
    api.connection.reconnect({ workspaceId, connectionId: randomUUID(), auth: { kind: 'bearer', token: 't' } }),
  'oauth.begin': (api, { workspaceId }) =>
    api.oauth.begin({ workspaceId, connector: 'none', way: 0, name: '', values: {} }),
  'oauth.attempt': (api, { workspaceId }) => api.oauth.attempt({ workspaceId, attemptId: randomUUID() }),
  'oauth.client': (api, { workspaceId }) => api.oauth.client({ workspaceId, connector: 'none' }),
  'oauth.setClient': (api, { workspaceId }) =>
    api.oauth.setClient({ workspaceId, connector: 'none', clientId: 'c', clientSecret: 's' }),
  'oauth.removeClient': (api, { workspaceId }) => api.oauth.removeClient({ workspaceId, connector: 'none' }),
  'connection.uses': (api, { workspaceId }) => api.connection.uses({ workspaceId, connectionId: randomUUID() }),
  'connection.share': (api, { workspaceId }) =>
    api.connection.share({ workspaceId, connectionId: randomUUID(), sharedWith: [] }),
  'connection.log': (api, { workspaceId }) => api.connection.log({ workspaceId, connectionId: randomUUID() }),
  'connection.troubles': (api, { workspaceId }) => api.connection.troubles({ workspaceId }),
  'connection.waiting': (api, { workspaceId }) => api.connection.waiting({ workspaceId, connectionId: randomUUID() }),
  'connection.process': (api, { workspaceId }) => api.connection.process({ workspaceId, connectionId: randomUUID() }),
  'connection.stop': (api, { workspaceId }) => api.connection.stop({ workspaceId, connectionId: randomUUID() }),
  'connection.drop': (api, { workspaceId }) =>
    api.connection.drop({ workspaceId, connectionId: randomUUID(), seen: 0 }),
  'connection.replaceIn': (api, { workspaceId }) =>
    api.connection.replaceIn({ workspaceId, connectionId: randomUUID(), by: randomUUID() }),
  'connection.delete': (api, { workspaceId }) =>
    api.connection.delete({ workspaceId, connectionId: randomUUID(), seen: [] }),
};

/** A subscription that is allowed begins; whether something comes is another matter. */
async function firstOf(stream: AsyncIterable<unknown>): Promise<void> {
  const iterator = stream[Symbol.asyncIterator]();
  const first = iterator.next();
  await Promise.race([first, new Promise((resolve) => setImmediate(resolve))]);
  void first.catch(() => undefined);
  void iterator.return?.();
}

const procedures = requirePermissions(appRouter);

describe('every procedure', () => {
  let test: TestApp;
  const actors = new Map<string, Actor>();
  let own: Subjects;
  let foreign: Subjects;

  beforeAll(async () => {
    test = await testApp();
    const owner = await test.signUp('Ada');
    const stranger = await test.signUp('Eve');
    own = await subjectsOf(owner.api, owner.workspaceId);
    foreign = await subjectsOf(stranger.api, stranger.workspaceId);
    for (const role of roles) actors.set(role, (await test.join(own.workspaceId, role)).actor);
  });
  afterAll(() => test.drop());

  async function subjectsOf(api: Caller, workspaceId: string): Promise<Subjects> {
    const { id: flowId } = await api.flow.create({ workspaceId, document: order });
    const { runId } = await api.run.try({ flowId, document: order, mode: 'mock', payload: {} });
    return { workspaceId, flowId, runId };
  }

  /** What becomes of a call, as far as permission goes. */
  async function outcome({ path }: DeclaredProcedure, actor: Actor | null, its: Subjects): Promise<string> {
    try {
      await calls[path]?.(test.as(actor), its);
      return 'allowed';
    } catch (error) {
      if (!(error instanceof TRPCError)) throw error;
      const isRefused = ['UNAUTHORIZED', 'FORBIDDEN'].includes(error.code);
      return isRefused || (error.code === 'NOT_FOUND' && its === foreign) ? error.code : 'allowed';
    }
  }

  it('has a call in this test', () => {
    expect(procedures.map(({ path }) => path).sort()).toEqual(Object.keys(calls).sort());
  });

  describe.each(procedures)('$path asks for $permission', (procedure) => {
    const { permission } = procedure;

    it('of nobody who is not signed in', async () => {
      expect(await outcome(procedure, null, own)).toBe(permission === 'public' ? 'allowed' : 'UNAUTHORIZED');
    });

    it.each(roles)('in the own workspace: %s', async (role) => {
      const actor = actors.get(role) ?? null;
      // A fresh flow for every call: some of them delete it.
      const flow = await test.app.flows.create({
        workspaceId: own.workspaceId,
        name: 'Orders',
        document: order,
        summary: { chain: [], chainMore: 0, problems: 0 },
        hooks: [],
        userId: 'ada',
      });
      const allowed = permission === 'public' || can(role, permission);
      expect(await outcome(procedure, actor, { ...own, flowId: flow.id })).toBe(allowed ? 'allowed' : 'FORBIDDEN');
    });

    it.each(roles)('in a foreign workspace, as if nothing were there: %s', async (role) => {
      const actor = actors.get(role) ?? null;
      expect(await outcome(procedure, actor, foreign)).toBe(permission === 'public' ? 'allowed' : 'NOT_FOUND');
    });
  });
});

it('refuses a router with a procedure that declares nothing', () => {
  const undeclared = router({
    open: openProcedure.meta({ permission: 'nonsense' as 'public', subject: 'none' }).query(() => 1),
  });
  expect(() => requirePermissions(undeclared)).toThrow('The procedure open declares no permission.');
});
