import { randomUUID } from 'node:crypto';
import { emptyDocument } from '@patchbay/flow';
import { writePlace } from '../../runs/stepPlace.ts';
import { draw, literal } from '../../runs/testing.ts';
import type { Caller } from '../testing.ts';

const nothing = { added: {}, updated: {}, removed: {} };
const noDiff = { steps: nothing, edges: nothing, notes: nothing };
/** A flow that a person begins. */
export const order = draw({ order: { operation: 'manual', inputs: { example: literal({}) } } });

const channelField = { connector: 'core', version: '1', operation: 'http', field: 'url' };

const removedRow = {
  id: '00000000-0000-4000-8000-000000000000',
  position: '1',
  cells: {},
  addedAt: '2026-03-14T09:30:00.000Z',
  changedAt: '2026-03-14T09:30:00.000Z',
};

/** The records a procedure may be about. */
export type Subjects = { workspaceId: string; flowId: string; runId: string; tableId: string; connectionId: string };

/** One call of every procedure. A new procedure without a line here fails the test below. */
export const calls: Record<string, (api: Caller, its: Subjects) => Promise<unknown>> = {
  'session.get': (api) => api.session.get(),
  'workspace.members': (api, { workspaceId }) => api.workspace.members({ workspaceId }),
  'workspace.update': (api, { workspaceId }) => api.workspace.update({ workspaceId, name: 'Acme' }),
  'home.get': (api, { workspaceId }) => api.home.get({ workspaceId }),
  'home.hide': (api, { workspaceId }) => api.home.hide({ workspaceId, isHidden: true }),
  'home.bringBack': (api, { workspaceId }) => api.home.bringBack({ workspaceId }),
  'home.runExample': (api, { workspaceId }) => api.home.runExample({ workspaceId }),
  'workspace.create': (api) => api.workspace.create({ name: 'Acme' }),
  'workspace.leave': (api, { workspaceId }) => api.workspace.leave({ workspaceId }),
  'session.ways': (api) => api.session.ways(),
  'session.list': (api) => api.session.list(),
  'session.end': (api) => api.session.end({ sessionId: 'none' }),
  'session.endOthers': (api) => api.session.endOthers(),
  'member.changeRole': (api, { workspaceId }) => api.member.changeRole({ workspaceId, userId: 'none', role: 'viewer' }),
  'member.remove': (api, { workspaceId }) => api.member.remove({ workspaceId, userId: 'none' }),
  'member.resetLink': (api, { workspaceId }) => api.member.resetLink({ workspaceId, userId: 'none' }),
  'invitation.list': (api, { workspaceId }) => api.invitation.list({ workspaceId }),
  'invitation.create': (api, { workspaceId }) =>
    api.invitation.create({ workspaceId, email: 'new@example.com', role: 'viewer' }),
  'invitation.link': (api, { workspaceId }) => api.invitation.link({ workspaceId, invitationId: randomUUID() }),
  'invitation.renew': (api, { workspaceId }) => api.invitation.renew({ workspaceId, invitationId: randomUUID() }),
  'invitation.revoke': (api, { workspaceId }) => api.invitation.revoke({ workspaceId, invitationId: randomUUID() }),
  'invitation.open': (api) => api.invitation.open({ token: 'none' }),
  'invitation.accept': (api) => api.invitation.accept({ token: 'none' }),
  'change.list': (api, { workspaceId }) => api.change.list({ workspaceId }),
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
  'flow.version': (api, { flowId }) => api.flow.version({ flowId, number: 1 }),
  'flow.onDraft': async (api, { flowId }) => firstOf(await api.flow.onDraft({ flowId })),
  'flow.showPlace': (api, { flowId }) => api.flow.showPlace({ flowId, clientId: 'tab', stepId: null }),
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
  'connector.getOverlay': (api, { workspaceId }) => api.connector.getOverlay({ workspaceId, connector: 'core' }),
  'connector.setOverlay': (api, { workspaceId }) =>
    api.connector.setOverlay({ workspaceId, connector: 'acme', overlay: {} }),
  'connector.previewOverlay': (api, { workspaceId }) =>
    api.connector.previewOverlay({ workspaceId, connector: 'acme', overlay: {} }),
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
  'table.get': (api, { workspaceId, tableId }) => api.table.get({ workspaceId, tableId }),
  'table.rows': (api, { workspaceId, tableId }) => api.table.rows({ workspaceId, tableId }),
  'table.export': (api, { workspaceId, tableId }) => api.table.export({ workspaceId, tableId }),
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
  'template.try': (api, { workspaceId }) => api.template.try({ workspaceId, templateId: 'refund-approval', sample: 0 }),
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
  'connection.usedIn': (api, { workspaceId }) => api.connection.usedIn({ workspaceId }),
  'connection.create': (api, { workspaceId }) =>
    api.connection.create({ workspaceId, connector: 'none', name: 'Acme', auth: { kind: 'bearer', token: 't' } }),
  'connection.test': (api, { workspaceId }) => api.connection.test({ workspaceId, connectionId: randomUUID() }),
  'connection.reconnect': (api, { workspaceId }) =>
    api.connection.reconnect({ workspaceId, connectionId: randomUUID(), auth: { kind: 'bearer', token: 't' } }),
  'oauth.begin': (api, { workspaceId }) =>
    api.oauth.begin({ workspaceId, connector: 'none', way: 0, name: '', values: {} }),
  'oauth.attempt': (api, { workspaceId }) => api.oauth.attempt({ workspaceId, attemptId: randomUUID() }),
  'oauth.clients': (api, { workspaceId }) => api.oauth.clients({ workspaceId }),
  'oauth.client': (api, { workspaceId }) => api.oauth.client({ workspaceId, connector: 'none' }),
  'oauth.setClient': (api, { workspaceId }) =>
    api.oauth.setClient({ workspaceId, connector: 'none', clientId: 'c', clientSecret: 's' }),
  'oauth.removeClient': (api, { workspaceId }) => api.oauth.removeClient({ workspaceId, connector: 'none' }),
  'connection.uses': (api, { workspaceId, connectionId }) => api.connection.uses({ workspaceId, connectionId }),
  'connection.share': (api, { workspaceId }) =>
    api.connection.share({ workspaceId, connectionId: randomUUID(), sharedWith: [] }),
  'connection.missing': (api, { workspaceId, connectionId }) => api.connection.missing({ workspaceId, connectionId }),
  'connection.log': (api, { workspaceId, connectionId }) => api.connection.log({ workspaceId, connectionId }),
  'connection.ending': (api, { workspaceId }) => api.connection.ending({ workspaceId }),
  'connection.troubles': (api, { workspaceId }) => api.connection.troubles({ workspaceId }),
  'connection.waiting': (api, { workspaceId, connectionId }) => api.connection.waiting({ workspaceId, connectionId }),
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
