import type { Pool, PoolClient } from 'pg';
import { inTransaction } from '../inTransaction.ts';

/** Whom the statements of people's requests are carried out as: a role that sees the rows of one workspace at a time. */
export const PEOPLE_ROLE = 'patchbay_people';

/** What `patchbay.workspace` holds, as the policies read it: null, and so no row at all, where it was not set. */
const WORKSPACE = `(select nullif(current_setting('patchbay.workspace', true), '')::uuid)`;

/** Changed with any of the expressions below, so that the policies of older versions are made anew. */
const POLICY = 'own_workspace_1';

/** Tables whose rows belong to a workspace by the row they hang on, and how. The tables named are walled themselves. */
const children: Readonly<Record<string, string>> = {
  workspace: `id = ${WORKSPACE}`,
  user: 'exists (select from member m where m.user_id = "user".id)',
  draft: of('flow', 'draft.flow_id'),
  draft_change: of('flow', 'draft_change.flow_id'),
  flow_version: of('flow', 'flow_version.flow_id'),
  step_sample: of('flow', 'step_sample.flow_id'),
  connector_operation: of('connector', 'connector_operation.connector_id'),
  hook: of('flow', 'hook.flow_id'),
  hook_listener: of('flow', 'hook_listener.flow_id'),
  hook_delivery: of('hook', 'hook_delivery.hook_id'),
  schedule: of('flow', 'schedule.flow_id'),
  schedule_occurrence: of('schedule', 'schedule_occurrence.schedule_id'),
  poll: of('flow', 'poll.flow_id'),
  poll_item: of('poll', 'poll_item.poll_id'),
  failure_watch: of('flow', 'failure_watch.flow_id'),
  run_turn: of('flow', 'run_turn.flow_id'),
  data_row: of('data_table', 'data_row.table_id'),
  data_key: of('data_table', 'data_key.table_id'),
  memory_item: of('memory', 'memory_item.memory_id'),
  replay_item: of('replay_batch', 'replay_item.batch_id'),
  run_journal: ofRun('run_journal.run_id'),
  request_trace: ofRun('request_trace.run_id'),
  run_lease: ofRun('run_lease.run_id'),
  failed_run: ofRun('failed_run.run_id'),
  called_run: ofRun('called_run.run_id'),
  ended_run: ofRun('ended_run.run_id'),
};

/** Tables without anything of a workspace that people's requests read as they are. */
const shared: readonly string[] = ['kept_runs'];

function of(parent: string, column: string): string {
  return `exists (select from ${parent} parent where parent.id = ${column})`;
}

/** Through a function, so that one run is looked up by its id, and the runs of a workspace are never gone through. */
function ofRun(column: string): string {
  return `patchbay_sees_run(${column})`;
}

/** With the rights of whoever asks, so the policy of `run` holds in it. */
const SEES_RUN = `create or replace function patchbay_sees_run(wanted uuid) returns boolean
  language plpgsql stable parallel safe as $$ begin return exists (select from run where run.id = wanted); end $$`;

/** Why there is no wall, in words for whoever runs the database; undefined where it stands. */
export type Wall = { isUp: true } | { isUp: false; why: string };

/**
 * The second wall around workspaces: row-level security on every table that holds something of one. It binds the role of
 * people's requests only; workers, hooks and the command line are the tables' owner. Made anew at every start where a
 * table lacks it, so that none is forgotten. It cannot stand where this user may not enter the role.
 */
export async function raiseWall(pool: Pool): Promise<Wall> {
  const isThere = await makeRole(pool);
  if (!isThere) return { isUp: false, why: await whatToRun(pool) };
  if (await isRaised(pool)) return { isUp: true };
  await inTransaction(pool, async (client) => {
    await client.query(`select pg_advisory_xact_lock(hashtextextended('patchbay wall', 0))`);
    for (const table of await unwalled(client)) await wallOff(client, table);
    await client.query(SEES_RUN);
    await allow(client);
  });
  return { isUp: true };
}

/** Whether this user may act as the role, which is made where it is not there and may be. */
async function makeRole(pool: Pool): Promise<boolean> {
  if (await mayEnter(pool)) return true;
  try {
    const { rowCount } = await pool.query('select from pg_roles where rolname = $1', [PEOPLE_ROLE]);
    if (rowCount === 0) await pool.query(`create role ${PEOPLE_ROLE} nologin`);
    if (!(await mayEnter(pool))) await pool.query(`grant ${PEOPLE_ROLE} to current_user`);
  } catch (error) {
    // Not allowed; or another process, maybe of another Patchbay in this cluster, has made it meanwhile.
    if (!isRefused(error)) throw error;
  }
  return mayEnter(pool);
}

const REFUSALS: ReadonlySet<unknown> = new Set(['42501', '42710', '23505', '0A000', 'XX000']);

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && REFUSALS.has(error.code);
}

/** Tried, for what gives the right to differs among versions of PostgreSQL. Bypassing would make the wall of air. */
async function mayEnter(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ bypasses: boolean }>(
    'select rolbypassrls or rolsuper as bypasses from pg_roles where rolname = $1',
    [PEOPLE_ROLE],
  );
  if (rows[0]?.bypasses !== false) return false;
  try {
    await inTransaction(pool, (client) => client.query(`set local role ${PEOPLE_ROLE}`));
    return true;
  } catch (error) {
    if (isRefused(error)) return false;
    throw error;
  }
}

async function whatToRun(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>('select quote_ident(current_user) as name');
  return `create role ${PEOPLE_ROLE} nologin nobypassrls; grant ${PEOPLE_ROLE} to ${rows[0]?.name ?? 'the user'};`;
}

type Reads = Pick<Pool | PoolClient, 'query'>;

/** The tables that are to be walled and what of: those with a `workspace_id`, and the children. */
async function wanted(client: Reads): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; owned: boolean }>(
    `select c.relname as name, exists (select from pg_attribute a
         where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped) as owned
       from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`,
  );
  const expressions = new Map<string, string>();
  for (const { name, owned } of rows) {
    const expression = owned ? `workspace_id = ${WORKSPACE}` : Object.hasOwn(children, name) && children[name];
    if (expression) expressions.set(name, expression);
  }
  return expressions;
}

async function unwalled(client: Reads): Promise<{ name: string; expression: string }[]> {
  const { rows } = await client.query<{ tablename: string }>(
    `select tablename from pg_policies p join pg_class c on c.relname = tablename and c.relnamespace = 'public'::regnamespace
      where p.schemaname = 'public' and p.policyname = $1 and c.relrowsecurity`,
    [POLICY],
  );
  const walled = new Set(rows.map(({ tablename }) => tablename));
  const tables = [...(await wanted(client))].map(([name, expression]) => ({ name, expression }));
  return tables.filter(({ name }) => !walled.has(name));
}

async function wallOff(client: PoolClient, { name, expression }: { name: string; expression: string }): Promise<void> {
  const { rows } = await client.query<{ policyname: string }>(
    `select policyname from pg_policies where schemaname = 'public' and tablename = $1 and policyname like 'own_workspace_%'`,
    [name],
  );
  for (const { policyname } of rows) await client.query(`drop policy "${policyname}" on public."${name}"`);
  if (name === 'run') await client.query(SEES_RUN);
  if (expression.startsWith('patchbay_sees_run')) await client.query(SEES_RUN);
  await client.query(`alter table public."${name}" enable row level security`);
  await client.query(`create policy ${POLICY} on public."${name}" using (${expression}) with check (${expression})`);
}

/** The role may use walled tables, and no others: what nobody thought about is shut. */
async function allow(client: PoolClient): Promise<void> {
  const tables = [...(await wanted(client)).keys(), ...shared].map((name) => `public."${name}"`).join(', ');
  await client.query(`grant usage on schema public to ${PEOPLE_ROLE}`);
  await client.query(`grant select, insert, update, delete on ${tables} to ${PEOPLE_ROLE}`);
  await client.query(`grant usage on all sequences in schema public to ${PEOPLE_ROLE}`);
}

async function isRaised(pool: Pool): Promise<boolean> {
  if ((await unwalled(pool)).length > 0) return false;
  const { rows } = await pool.query<{ lacks: boolean }>(
    `select bool_or(not has_table_privilege($1, format('public.%I', name), 'select, insert, update, delete')) as lacks
       from unnest($2::text[]) as name`,
    [PEOPLE_ROLE, [...(await wanted(pool)).keys(), ...shared]],
  );
  return rows[0]?.lacks === false;
}
