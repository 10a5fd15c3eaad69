import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FlowDocument } from '@patchbay/flow';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Caller, type TestApp, testApp } from '../../api/testing.ts';
import { draw, literal } from '../../runs/testing.ts';
import { openPeople, type People } from './openPeople.ts';
import { PEOPLE_ROLE, raiseWall } from './wall.ts';

/** Of no workspace, or nothing that people's requests look at: shut for them altogether. */
const shut: ReadonlySet<string> = new Set([
  '_prisma_migrations',
  'account',
  'hook_capture',
  'instance_key',
  'instance_secret',
  'request_budget',
  'session',
  'try_count',
  'two_factor',
  'verification',
  'worker',
]);

const flow: FlowDocument = draw({
  order: { operation: 'manual', inputs: { example: literal({}) } },
  hook: { operation: 'webhook', inputs: {} },
});

let test: TestApp;
let people: People;
let own: { api: Caller; workspaceId: string };
let other: { api: Caller; workspaceId: string };

beforeAll(async () => {
  test = await testApp();
  people = await openPeople(test.instance.database);
  own = await test.signUp('Ada');
  other = await test.signUp('Eve');
});
afterAll(async () => {
  await people.close();
  await test.drop();
});

const owner = () => test.instance.database.pool;

async function allTables(): Promise<string[]> {
  const { rows } = await owner().query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
  );
  return rows.map(({ name }) => name);
}

async function walledTables(): Promise<string[]> {
  const { rows } = await owner().query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** One row in every walled table, by whatever its columns take, without looking at what it refers to. */
async function fill(workspaceId: string): Promise<string[]> {
  const client = await owner().connect();
  const filled: string[] = [];
  try {
    await client.query(`set session_replication_role = replica`);
    const ids = new Map<string, string>();
    for (const name of await walledTables()) ids.set(name, name === 'workspace' ? workspaceId : randomUUID());
    for (const name of await walledTables()) {
      const { rows: columns } = await client.query<{ name: string; type: string; isArray: boolean }>(
        `select a.attname as name, format_type(a.atttypid, null) as type, t.typelem <> 0 as "isArray"
           from pg_attribute a join pg_type t on t.oid = a.atttypid
          where a.attrelid = format('public.%I', $1::text)::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`,
        [name],
      );
      const values = columns.map((column) => fillingOf(column, { table: name, workspaceId, ids }));
      const names = columns.map((column) => `"${column.name}"`).join(', ');
      const marks = columns.map((_, index) => `$${index + 1}`).join(', ');
      await client.query(
        `insert into "${name}" (${names}) overriding system value values (${marks}) on conflict do nothing`,
        values,
      );
      filled.push(name);
    }
  } finally {
    await client.query(`set session_replication_role = origin`);
    client.release();
  }
  return filled;
}

/** The table that a column leads to. */
const parents: Record<string, string> = {
  flow_id: 'flow',
  run_id: 'run',
  connector_id: 'connector',
  connection_id: 'connection',
  hook_id: 'hook',
  schedule_id: 'schedule',
  poll_id: 'poll',
  table_id: 'data_table',
  memory_id: 'memory',
  batch_id: 'replay_batch',
  user_id: 'user',
};

type Filling = { table: string; workspaceId: string; ids: Map<string, string> };

function fillingOf({ name, type }: { name: string; type: string }, { table, workspaceId, ids }: Filling): unknown {
  if (name === 'workspace_id') return workspaceId;
  if (name === 'id') return ids.get(table);
  const parent = parents[name];
  if (parent !== undefined) return ids.get(parent);
  if (type === 'uuid') return randomUUID();
  if (type === 'text' || type === 'character varying') return randomUUID();
  if (type === 'json' || type === 'jsonb') return '{}';
  if (type === 'boolean') return false;
  if (type === 'bytea') return Buffer.from('x');
  if (type.endsWith('[]')) return [];
  if (type.startsWith('timestamp')) return new Date();
  if (type === 'bigint') return String(Math.floor(Math.random() * 1e15));
  return 1;
}

describe('the second wall', () => {
  it('stands around every table of a workspace, and what is not behind it is shut', async () => {
    const tables = await allTables();
    const walled = await walledTables();
    const open = tables.filter((name) => !walled.includes(name) && name !== 'kept_runs');
    expect(open.filter((name) => !shut.has(name))).toEqual([]);
    for (const name of open) {
      await expect(people.within(own.workspaceId, () => people.pool.query(`select from "${name}"`))).rejects.toThrow(
        'permission denied',
      );
    }
  });

  it('lets nothing be written into another workspace, changed or removed there', async () => {
    const { id } = await other.api.flow.create({ workspaceId: other.workspaceId, document: flow });
    const as = <Result>(work: () => Promise<Result>) => people.within(own.workspaceId, work);
    expect((await as(() => people.pool.query('update flow set name = $2 where id = $1', [id, 'Taken']))).rowCount).toBe(
      0,
    );
    expect((await as(() => people.pool.query('delete from flow where id = $1', [id]))).rowCount).toBe(0);
    await expect(
      as(() =>
        people.pool.query(`insert into saved_value (workspace_id, key, value) values ($1, 'k', '1')`, [
          other.workspaceId,
        ]),
      ),
    ).rejects.toThrow('row-level security');
  });

  it('holds where the use cases ask for the records of another workspace', async () => {
    const { id: flowId } = await other.api.flow.create({ workspaceId: other.workspaceId, document: flow });
    const { runId } = await other.api.run.try({ flowId, document: flow, mode: 'mock', payload: {} });
    await other.api.savedValue.set({ workspaceId: other.workspaceId, key: 'theirs', value: 1 });
    await other.api.table.create({
      workspaceId: other.workspaceId,
      name: 'Theirs',
      columns: [{ name: 'A', type: 'text' }],
    });
    const { app } = test;
    const asked = app.within(own.workspaceId, () =>
      Promise.all([
        app.flows.find(flowId),
        app.flows.workspaceOf(flowId),
        app.runStore.find(runId),
        app.journal.read(runId),
        app.journal.length(runId),
        app.workspaces.members(other.workspaceId),
        app.connections.list(other.workspaceId),
        app.savedValues.list(other.workspaceId, { limit: 10 }),
        app.tables.list(other.workspaceId),
        app.runStore.list(other.workspaceId, { limit: 10 }),
      ]),
    );
    const [found, workspaceOf, run, events, length, members, accounts, values, tables, runs] = await asked;
    expect([found, workspaceOf, run, events, length, members, accounts, tables, runs.items]).toEqual([
      null,
      null,
      null,
      [],
      0,
      [],
      [],
      [],
      [],
    ]);
    expect(JSON.stringify(values)).not.toContain('theirs');
    expect(await app.runStore.find(runId)).not.toBeNull();
  });

  it('serves requests of several workspaces at once by few connections, each its own rows', async () => {
    const workspaces = [own.workspaceId, other.workspaceId];
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => {
        const workspaceId = workspaces[index % 2] ?? '';
        return people.within(workspaceId, async () => {
          const { rows } = await people.pool.query<{ id: string }>('select id from workspace');
          const [first] = await people.prisma.workspace.findMany({ select: { id: true } });
          return [rows.length, rows[0]?.id === workspaceId, first?.id === workspaceId];
        });
      }),
    );
    expect(answers.filter(([count, one, two]) => count !== 1 || !one || !two)).toEqual([]);
  });

  it('walls off a table that was made later, at the next start', async () => {
    await owner().query('create table later (workspace_id uuid not null)');
    await expect(people.within(own.workspaceId, () => people.pool.query('select from later'))).rejects.toThrow(
      'permission',
    );
    expect(await raiseWall(owner())).toEqual({ isUp: true });
    await owner().query('insert into later values ($1)', [other.workspaceId]);
    expect((await people.within(own.workspaceId, () => people.pool.query('select from later'))).rowCount).toBe(0);
    await owner().query('drop table later');
  });

  it('says what to run where the user of the database may not make the role', async () => {
    const name = `limited_${randomUUID().slice(0, 8)}`;
    await owner().query(`create role ${name} login password 'limited'`);
    const url = new URL(test.instance.database.url);
    Object.assign(url, { username: name, password: 'limited' });
    const limited = new Pool({ connectionString: url.href });
    expect(await raiseWall(limited)).toEqual({
      isUp: false,
      why: `create role ${PEOPLE_ROLE} nologin nobypassrls; grant ${PEOPLE_ROLE} to ${name};`,
    });
    await owner().query(`grant ${PEOPLE_ROLE} to ${name}`);
    expect(await raiseWall(limited)).toEqual({ isUp: true });
    await limited.end();
    await owner().query(`drop role ${name}`);
  });

  it('is not walked around by questions that Prisma makes one of several requests', async () => {
    const folder = join(import.meta.dirname, '..');
    const files = (await readdir(folder, { recursive: true })).filter(
      (name) => /(?<!\.test)\.ts$/.test(name) && !name.startsWith('generated'),
    );
    const texts = await Promise.all(
      files.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
    );
    // Who signs in is looked up before there is a workspace; within a transaction nothing is put together.
    const asking = texts.filter(([name, text]) => /prisma\.\w+\.findUnique/.test(text) && name !== 'workspaceStore.ts');
    expect(asking.map(([name]) => name)).toEqual([]);
  });

  it('asks the database nothing more for a request of the same workspace', async () => {
    const alone = await openPeople(test.instance.database);
    const asked = vi.spyOn(Client.prototype, 'query');
    const select = (workspaceId: string) => alone.within(workspaceId, () => alone.pool.query('select 1'));
    for (const { workspaceId } of [own, own, own, other]) await select(workspaceId);
    const entered = asked.mock.calls.filter(([text]) => String(text).startsWith(`set role ${PEOPLE_ROLE}`));
    asked.mockRestore();
    expect(entered).toHaveLength(2);
    await alone.close();
  });

  it('shows no row of another workspace, and all of the own one, in any table, whatever is asked', async () => {
    // It would take up some of the rows that are made here.
    await test.app.worker.stop(1_000);
    const filled = await fill(other.workspaceId);
    await fill(own.workspaceId);
    expect(filled.length).toBeGreaterThan(30);
    for (const name of filled) {
      const seen = async (workspaceId: string) => {
        const { rows } = await people.within(workspaceId, () =>
          people.pool.query<{ row: string }>(`select to_jsonb(t)::text as row from "${name}" t`),
        );
        return rows.map(({ row }) => row);
      };
      const [ours, theirs] = [await seen(own.workspaceId), await seen(other.workspaceId)];
      expect([name, ours.length > 0, theirs.length > 0]).toEqual([name, true, true]);
      expect([name, ours.filter((row) => theirs.includes(row))]).toEqual([name, []]);
    }
  });
});
