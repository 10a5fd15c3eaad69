import type { RunStatus } from '@patchbay/execution';
import { type ApprovalChange, approvalParts } from './approvalParts.ts';
import { list, Parameters, texts } from './parameters.ts';

/** What a run's row says from its first append on. */
export type NewRun = {
  /** A UUIDv7: the run tables are partitioned by it. */
  id: string;
  workspaceId: string;
  flowId: string;
  /** The version's number; null for a try. */
  number: number | null;
  planId: string;
  mode: 'live' | 'mock';
  trigger: string;
  startedAt: number;
  /** Who advances it from here; null: whoever takes it from the queue. */
  workerId: string | null;
  /** Set where the sender said which delivery this is: the same one twice is one run. */
  delivery?: { hookId: string; key: string };
  /** The step of another run that calls it: the same call twice is one run. */
  caller?: Caller;
};

/** `ordinal`: how many calls of that step had failed before. `isWaited`: whether that run waits for the answer. */
export type Caller = { runId: string; path: string; ordinal: number; isWaited: boolean };

/** How an append changes the run's row; absent where it does not. */
export type Projection = {
  status: RunStatus;
  finishedAt: number | null;
  error: string | null;
  /** Which step the error is of, and what it is made of, as JSON. */
  failure: string | null;
};

/** One run's events on their way to the journal. */
export type Append = {
  runId: string;
  index: number;
  count: number;
  /** A JSON list. JSON text holds no control characters, so one of them separates the rows of a batch. */
  events: string;
  opens?: NewRun;
  /** What the run it opens was started with, in short. */
  gist?: string | null;
  projects?: Projection;
  approvals?: ApprovalChange;
  /** A word that the run may wait for: it is to be looked at again. */
  hasWord?: boolean;
  /** Its end concerns the run that called it, or those it called: they are to be told. */
  concernsOthers?: boolean;
};

export type Statement = { name: string; text: string; values: (string | null)[] };

const sentence = (text: string | null): string => (text ?? '').replace(/\p{Cc}+/gu, ' ');

/**
 * One statement, hence one commit, for the appends of many runs. Its rows are the runs that lost a race, by id.
 * No run may be in `batch` twice. Parts that this batch has no use for are left out, so there are a handful of texts,
 * each prepared once a connection. Lists travel as one parameter each: an array literal where nothing needs escaping, else
 * text split by the server, which measured a third cheaper than escaping JSON into an array.
 */
export function appendStatement(batch: readonly Append[]): Statement {
  const parameters = new Parameters();
  const opened = batch.flatMap(({ opens, projects, gist = null }) => (opens ? [{ run: opens, projects, gist }] : []));
  const projected = batch.flatMap(({ runId, opens, projects }) => (projects && !opens ? [{ runId, ...projects }] : []));
  const delivered = opened.flatMap(({ run }) => (run.delivery ? [{ ...run.delivery, runId: run.id }] : []));
  const leased = opened.filter(({ projects }) => projects?.finishedAt == null);
  const parts = [incoming(batch, parameters)];
  if (delivered.length > 0) parts.push(deliver(delivered, parameters));
  const called = opened.flatMap(({ run }) => (run.caller ? [{ ...run.caller, calledId: run.id }] : []));
  if (called.length > 0) parts.push(call(called, parameters));
  parts.push(append([...(delivered.length > 0 ? ['refused'] : []), ...(called.length > 0 ? ['uncalled'] : [])]));
  const isTroubled = batch.some(({ projects }) => isTrouble(projects));
  const returning = isTroubled
    ? 'returning run.id, run.workspace_id, run.flow_id, run.status, run.error, run.gist'
    : '';
  if (opened.length > 0) parts.push(open({ opened, returning }, parameters));
  if (leased.length > 0) parts.push(lease(leased, parameters));
  if (projected.length > 0) parts.push(...project({ projected, returning }, parameters));
  if (isTroubled)
    parts.push(trouble([...(opened.length > 0 ? ['opened'] : []), ...(projected.length > 0 ? ['projected'] : [])]));
  const failed = batch.filter(({ projects }) => projects?.status === 'failed');
  if (failed.length > 0) parts.push(note(failed, parameters));
  const ended = batch.filter(({ concernsOthers }) => concernsOthers);
  if (ended.length > 0) parts.push(end(ended, parameters));
  const heard = batch.filter(({ hasWord, projects }) => hasWord && projects?.finishedAt == null);
  if (heard.length > 0) parts.push(stir(heard, parameters));
  const changed = batch.flatMap(({ runId, approvals, opens }) =>
    approvals ? [{ runId, workspaceId: opens?.workspaceId, approvals }] : [],
  );
  const approvals = approvalParts(changed, parameters);
  parts.push(...approvals.parts);
  const text = `with ${parts.join(',\n')}
select run_id from incoming where run_id not in (select run_id from appended)`;
  const name = `append${Number(delivered.length > 0)}${Number(opened.length > 0)}${Number(leased.length > 0)}${Number(projected.length > 0)}${Number(failed.length > 0)}${Number(isTroubled)}${Number(heard.length > 0)}${Number(called.length > 0)}${Number(ended.length > 0)}${approvals.shape}`;
  return { name, text, values: parameters.values };
}

function incoming(batch: readonly Append[], p: Parameters): string {
  return `incoming as (
  select * from unnest(
    ${p.add(list(batch.map((a) => a.runId)))}::uuid[], ${p.add(list(batch.map((a) => a.index)))}::int[],
    ${p.add(list(batch.map((a) => a.count)))}::int[], string_to_array(${p.add(texts(batch.map((a) => a.events)))}, chr(1))
  ) as i (run_id, index, count, events))`;
}

/** A delivery that was here before takes its run out of the batch. */
function deliver(deliveries: readonly { hookId: string; key: string; runId: string }[], p: Parameters): string {
  return `delivered as (
  insert into hook_delivery (hook_id, key, run_id)
  select * from unnest(string_to_array(${p.add(texts(deliveries.map((d) => d.hookId)))}, chr(1)),
    string_to_array(${p.add(texts(deliveries.map((d) => sentence(d.key))))}, chr(1)), ${p.add(list(deliveries.map((d) => d.runId)))}::uuid[])
  on conflict do nothing returning run_id),
refused as (
  select run_id from unnest(${p.add(list(deliveries.map((d) => d.runId)))}::uuid[]) as d (run_id)
  where run_id not in (select run_id from delivered))`;
}

/** A call that was made before takes its run out of the batch. */
function call(calls: readonly (Caller & { calledId: string })[], p: Parameters): string {
  const ids = `${p.add(list(calls.map((c) => c.calledId)))}::uuid[]`;
  return `called as (
  insert into called_run (run_id, parent_id, path, ordinal, is_waited)
  select * from unnest(${ids}, ${p.add(list(calls.map((c) => c.runId)))}::uuid[],
    string_to_array(${p.add(texts(calls.map((c) => c.path)))}, chr(1)), ${p.add(list(calls.map((c) => c.ordinal)))}::int[],
    ${p.add(list(calls.map((c) => String(c.isWaited))))}::bool[])
  on conflict do nothing returning run_id),
uncalled as (
  select run_id from unnest(${ids}) as c (run_id) where run_id not in (select run_id from called))`;
}

function append(refusals: readonly string[]): string {
  return `appended as (
  insert into run_journal (run_id, index, count, events)
  select run_id, index, count, events from incoming
  where (index = 0 or index = (
    select j.index + j.count from run_journal j where j.run_id = incoming.run_id order by j.index desc limit 1))
  ${refusals.map((refused) => `and run_id not in (select run_id from ${refused})`).join(' ')}
  on conflict do nothing returning run_id)`;
}

type Opening = { run: NewRun; projects: Projection | undefined; gist: string | null };
type Opened = { opened: readonly Opening[]; returning: string };

function open({ opened, returning }: Opened, p: Parameters): string {
  const runs = opened.map(({ run }) => run);
  const ends = opened.map(({ projects }) => projects);
  const ids = (values: readonly (string | null)[]) => `${p.add(list(values))}::uuid[]`;
  const split = (values: readonly string[]) => `string_to_array(${p.add(texts(values))}, chr(1))`;
  const times = (values: readonly (number | null)[]) => `${p.add(list(values))}::float8[]`;
  return `opened as (
  insert into run (id, workspace_id, flow_id, plan_id, number, mode, trigger, status, started_at, finished_at, error, failure, gist)
  select id, workspace_id, flow_id, plan_id, number, mode, trigger, status,
    to_timestamp(started_at / 1000), to_timestamp(finished_at / 1000), nullif(error, ''), nullif(failure, ''), nullif(gist, '')
  from unnest(${ids(runs.map((r) => r.id))}, ${ids(runs.map((r) => r.workspaceId))}, ${ids(runs.map((r) => r.flowId))},
    ${ids(runs.map((r) => r.planId))}, ${p.add(list(runs.map((r) => r.number)))}::int[],
    ${split(runs.map((r) => r.mode))}, ${split(runs.map((r) => r.trigger))}, ${split(ends.map((e) => e?.status ?? 'running'))},
    ${times(runs.map((r) => r.startedAt))}, ${times(ends.map((e) => e?.finishedAt ?? null))}, ${split(ends.map((e) => sentence(e?.error ?? null)))},
    ${split(ends.map((e) => e?.failure ?? ''))}, ${split(opened.map(({ gist }) => sentence(gist)))}
  ) as n (id, workspace_id, flow_id, plan_id, number, mode, trigger, status, started_at, finished_at, error, failure, gist)
  where id in (select run_id from appended)
  on conflict do nothing ${returning})`;
}

/** A run nobody advances yet wants to be moved at once. */
function lease(opened: readonly { run: NewRun }[], p: Parameters): string {
  return `leased as (
  insert into run_lease (run_id, worker_id, wake_at)
  select run_id, worker_id, case when worker_id is null then now() end
  from unnest(${p.add(list(opened.map(({ run }) => run.id)))}::uuid[], ${p.add(list(opened.map(({ run }) => run.workerId)))}::uuid[]) as l (run_id, worker_id)
  where run_id in (select run_id from appended)
  on conflict do nothing)`;
}

type Projected = { projected: readonly ({ runId: string } & Projection)[]; returning: string };

/** The bounds let the server skip every partition that holds none of these runs. */
function project({ projected, returning }: Projected, p: Parameters): string[] {
  const ids = projected.map(({ runId }) => runId).sort();
  const split = (values: readonly string[]) => `string_to_array(${p.add(texts(values))}, chr(1))`;
  return [
    `projecting as (
  select p.* from unnest(${p.add(list(projected.map((r) => r.runId)))}::uuid[], ${split(projected.map((r) => r.status))},
    ${p.add(list(projected.map((r) => r.finishedAt)))}::float8[], ${split(projected.map((r) => sentence(r.error)))}, ${split(projected.map((r) => r.failure ?? ''))}
  ) as p (id, status, finished_at, error, failure) join appended on run_id = id)`,
    `projected as (
  update run set status = p.status, finished_at = to_timestamp(p.finished_at / 1000), error = nullif(p.error, ''),
    failure = nullif(p.failure, '')
  from projecting p
  where run.id = p.id and run.id between ${p.add(ids[0] ?? null)}::uuid and ${p.add(ids.at(-1) ?? null)}::uuid ${returning})`,
    `released as (
  delete from run_lease using projecting p where run_lease.run_id = p.id and p.finished_at is not null)`,
    `reopened as (
  insert into run_lease (run_id, wake_at) select id, now() from projecting where finished_at is null
  on conflict (run_id) do update set worker_id = null, wake_at = excluded.wake_at)`,
  ];
}

function isTrouble(projects: Projection | undefined): boolean {
  return projects?.status === 'failed' || projects?.status === 'cancelled';
}

/** So that lists of such runs walk no others. */
function trouble(sources: readonly string[]): string {
  return `troubled as (
  insert into troubled_run (run_id, workspace_id, flow_id, status, error, gist)
  select id, workspace_id, flow_id, status, error, gist from (${sources.map((source) => `select * from ${source}`).join(' union all ')}) as s
  where status in ('failed', 'cancelled')
  on conflict (run_id) do update set status = excluded.status, error = excluded.error)`;
}

/** So that other flows are told of it, however this process ends. */
function note(failed: readonly Append[], p: Parameters): string {
  return `noted as (
  insert into failed_run (run_id) select run_id from appended where run_id = any(${p.add(list(failed.map((a) => a.runId)))}::uuid[])
  on conflict do nothing)`;
}

/** A run that rests is to be moved at once; one that is held must not lie down before it has seen the word. */
function stir(heard: readonly Append[], p: Parameters): string {
  return `stirred as (
  update run_lease set wake_at = now()
  where run_id in (select run_id from appended) and run_id = any(${p.add(list(heard.map((a) => a.runId)))}::uuid[]))`;
}

/** So that whom it concerns is told of the end, however this process ends. */
function end(ended: readonly Append[], p: Parameters): string {
  return `told as (
  insert into ended_run (run_id) select run_id from appended where run_id = any(${p.add(list(ended.map((a) => a.runId)))}::uuid[])
  on conflict do nothing)`;
}
