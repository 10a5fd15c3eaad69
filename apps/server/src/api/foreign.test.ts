import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { writePlace } from '../runs/stepPlace.ts';
import { requirePermissions } from './requirePermissions.ts';
import { appRouter } from './router.ts';
import { testServer } from './server/testServer.ts';
import { calls, order, type Subjects } from './testing/calls.ts';
import { type Caller, type TestApp, testApp } from './testing.ts';

const origin = 'http://localhost:3000';
const headers = { origin, host: 'localhost:3000' };

type Known = { _def: { type: 'query' | 'mutation' | 'subscription'; inputs: { shape?: object }[] } };
const known = appRouter._def.procedures as unknown as Record<string, Known>;

/** Fields that hold an id of something that belongs to a workspace or a person. */
const OWNED = new Set(
  `workspaceId flowId runId approvalId tableId rowId rowIds connectionId connection by connector invitationId userId sessionId
    memoryId batchId attemptId`.split(/\s+/),
);
/** Fields that are called as if they did: parts of what is named beside them, and what is everybody's. */
const NOT_OWNED = new Set(['stepId', 'columnId', 'clientId', 'templateId', 'importId']);

const fieldsOf = (path: string) => [
  ...new Set((known[path]?._def.inputs ?? []).flatMap(({ shape = {} }) => Object.keys(shape))),
];

const cases = requirePermissions(appRouter).flatMap(({ path }) =>
  fieldsOf(path).flatMap((field) => (OWNED.has(field) ? [[path, field] as const] : [])),
);

let test: TestApp;
let server: FastifyInstance;
let cookie: string;
let own: Subjects;
/** By the field: the id of something of others, and one of nothing. */
let ids: Record<string, { theirs: unknown; nobodys: unknown }>;

beforeAll(async () => {
  test = await testApp();
  const { app } = test;
  server = await testServer(test, origin);
  const person = { name: 'Ada', email: 'ada@example.com', password: 'correct horse' };
  const answer = await server.inject({ method: 'POST', url: '/api/auth/sign-up/email', payload: person, headers });
  cookie = String(answer.headers['set-cookie']).split(';')[0] ?? '';
  const { user, workspaces } = (await ask('session.get', {})).json().result.data;
  const actor = await app.workspaces.findActor(user.id);
  own = await subjectsOf(test.as(actor), workspaces[0].id);
  const eve = await test.signUp('Eve');
  ids = await idsOf(eve.api, { ...(await subjectsOf(eve.api, eve.workspaceId)), userId: eve.actor.id });
});
afterAll(async () => {
  await server.close();
  await test.drop();
});

async function subjectsOf(api: Caller, workspaceId: string): Promise<Subjects> {
  const { id: flowId } = await api.flow.create({ workspaceId, document: order });
  const { runId } = await api.run.try({ flowId, document: order, mode: 'mock', payload: {} });
  const columns = [{ name: 'Number', type: 'text' as const }];
  const { id: tableId } = await api.table.create({ workspaceId, name: 'Kept', columns });
  const auth = {
    kind: 'fields' as const,
    id: 'web-bearer',
    values: { address: 'https://api.example.com', token: 'k' },
  };
  const { id: connectionId } = await api.connection.create({ workspaceId, connector: 'web', name: 'W', auth });
  return { workspaceId, flowId, runId, tableId, connectionId };
}

async function idsOf(api: Caller, theirs: Subjects & { userId: string }): Promise<typeof ids> {
  const { workspaceId, flowId, runId, tableId, connectionId, userId } = theirs;
  const { prisma } = test.instance.database;
  const invitation = await api.invitation.create({ workspaceId, email: 'new@example.com', role: 'viewer' });
  const { id: rowId } = await api.table.addRow({ workspaceId, tableId, values: {} });
  const text = JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Theirs', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths: { '/a': { get: { operationId: 'a', responses: { 200: { description: 'ok' } } } } },
  });
  const { connector } = await api.connector.import({ workspaceId, source: { kind: 'text', text } });
  const until = new Date(Date.now() + 3_600_000);
  const session = { id: randomUUID(), userId, token: randomUUID(), expiresAt: until };
  await prisma.session.create({ data: session });
  const memory = await prisma.memory.create({ data: { workspaceId, flowId, name: 'seen' } });
  const batch = { workspaceId, askedBy: userId, fromWhere: 'failed', isNewest: false, total: 1, nextAt: until };
  const replay = await prisma.replayBatch.create({ data: batch });
  const attempt = { id: randomUUID(), workspaceId, userId, sessionHash: 'x', wish: {}, sealed: {}, expiresAt: until };
  await prisma.oauthAttempt.create({ data: attempt });
  const pair = (id: unknown, nobodys: unknown = randomUUID()) => ({ theirs: id, nobodys });
  return {
    workspaceId: pair(workspaceId),
    flowId: pair(flowId),
    runId: pair(runId),
    approvalId: pair(writePlace({ runId, path: 'order' }), writePlace({ runId: randomUUID(), path: 'order' })),
    tableId: pair(tableId),
    rowId: pair(rowId),
    rowIds: pair([rowId], [randomUUID()]),
    connectionId: pair(connectionId),
    connection: pair(connectionId),
    by: pair(connectionId),
    connector: pair(connector.id, 'nobodys'),
    invitationId: pair(invitation.id),
    userId: pair(userId),
    sessionId: pair(session.id),
    memoryId: pair(memory.id),
    batchId: pair(replay.id),
    attemptId: pair(attempt.id),
  };
}

/** What the call of a procedure in the matrix says, without being made. */
function inputOf(path: string): Record<string, unknown> {
  let input: unknown;
  const procedure = (given: unknown) => {
    input = given;
    return Promise.reject(new Error('This only looks at what is asked.'));
  };
  const api = new Proxy({}, { get: () => new Proxy({}, { get: () => procedure }) });
  void calls[path]?.(api as Caller, own).catch(() => undefined);
  return typeof input === 'object' && input !== null ? { ...input } : {};
}

/** Everything around it is one's own. */
function inputWith(path: string, field: string, value: unknown): Record<string, unknown> {
  const input = inputOf(path);
  if ('tableId' in input) input.tableId = own.tableId;
  if ('connectionId' in input) input.connectionId = own.connectionId;
  return { ...input, [field]: value };
}

function ask(path: string, input: object) {
  const isChange = known[path]?._def.type === 'mutation';
  const url = `/api/trpc/${path}`;
  if (isChange) return server.inject({ method: 'POST', url, payload: input, headers: { ...headers, cookie } });
  return server.inject({
    url: `${url}?input=${encodeURIComponent(JSON.stringify(input))}`,
    headers: { ...headers, cookie },
  });
}

/** What came back, byte by byte, and how often the database was asked about it. */
async function told(path: string, field: string, value: unknown) {
  const asked: string[] = [];
  const { query } = Client.prototype;
  const spy = vi.spyOn(Client.prototype, 'query').mockImplementation(function spied(this: Client, ...given: unknown[]) {
    asked.push(JSON.stringify(given.filter((one) => typeof one !== 'function' && !(one instanceof Client))));
    return Reflect.apply(query, this, given);
  } as never);
  const { statusCode, body } = await ask(path, inputWith(path, field, value)).finally(() => spy.mockRestore());
  const id = String(Array.isArray(value) ? value[0] : value);
  return { statusCode, body, questions: asked.filter((text) => text.includes(id)).length };
}

describe('an id of others', () => {
  it('stands in no field that is not looked at here', () => {
    const all = requirePermissions(appRouter).flatMap(({ path }) => fieldsOf(path));
    const likely = all.filter((field) => /Ids?$|^connect(ion|or)$|^by$/.test(field));
    expect(likely.filter((field) => !OWNED.has(field) && !NOT_OWNED.has(field))).toEqual([]);
    expect(cases.length).toBeGreaterThan(150);
  });

  it.each(cases)('is answered as one that never was: %s, %s', async (path, field) => {
    const pair = ids[field];
    const nobodys = await told(path, field, pair?.nobodys);
    const theirs = await told(path, field, pair?.theirs);
    expect(theirs).toEqual(nobodys);
  });

  it('is left as it was, whatever was asked for', async () => {
    const { prisma } = test.instance.database;
    const theirs = (field: string) => String(ids[field]?.theirs);
    const left = await Promise.all([
      prisma.flow.findFirst({ where: { id: theirs('flowId') } }),
      prisma.connection.findFirst({ where: { id: theirs('connectionId') } }),
      prisma.connector.findFirst({ where: { workspaceId: theirs('workspaceId'), key: theirs('connector') } }),
      prisma.invitation.findFirst({ where: { id: theirs('invitationId') } }),
      prisma.session.findFirst({ where: { id: theirs('sessionId') } }),
      prisma.memory.findFirst({ where: { id: theirs('memoryId') } }),
      prisma.replayBatch.findFirst({ where: { id: theirs('batchId'), cancelledAt: null, nextAt: { not: null } } }),
      prisma.oauthAttempt.findFirst({ where: { id: theirs('attemptId') } }),
      prisma.member.findFirst({ where: { userId: theirs('userId'), role: 'owner' } }),
    ]);
    expect(left.filter((row) => row === null)).toEqual([]);
  });
});
