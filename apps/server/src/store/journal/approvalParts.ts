import type { RunEvent } from '@patchbay/execution';
import { list, type Parameters, texts } from './parameters.ts';

/** How an approval ended: a person's word, nobody's in time, or the run was over first. */
type ApprovalOutcome = 'approved' | 'declined' | 'timeout' | 'over';

/** What events say of the approvals of one run. Absent where they say nothing of any, as those of most runs. */
export type ApprovalChange = {
  asked: readonly { path: string; askedAt: number; until: number; outcome?: ApprovalOutcome; settledAt?: number }[];
  settled: readonly { path: string; outcome: ApprovalOutcome; at: number }[];
  /** The run has ended, and with it whatever it still asked. */
  overAt?: number;
  /** A person has taken a run up again that had ended. */
  isReopened: boolean;
};

type Draft = { askedAt?: number; until?: number; outcome?: ApprovalOutcome; settledAt?: number };

/** Folds events to what changes in the list of approvals. Costs one look at each event's type. */
export function approvalsIn(events: readonly RunEvent[]): ApprovalChange | undefined {
  const drafts = new Map<string, Draft>();
  let overAt: number | undefined;
  let isReopened = false;
  for (const event of events) {
    if (event.type === 'step.waiting' && event.for === 'approval')
      drafts.set(event.path, { askedAt: event.at, until: event.until });
    else if (event.type === 'step.resumed' || event.type === 'step.succeeded') {
      const outcome = outcomeOf(event.outlet);
      if (outcome !== undefined) drafts.set(event.path, { ...drafts.get(event.path), outcome, settledAt: event.at });
    } else if (event.type === 'step.retried' || event.type === 'step.skipped') isReopened = true;
    else if (event.type === 'run.stopped') overAt = event.at;
    else if (event.type === 'run.finished' && event.outcome !== 'succeeded') overAt = event.at;
  }
  if (drafts.size === 0 && overAt === undefined && !isReopened) return undefined;
  return changeOf(drafts, { overAt, isReopened });
}

function changeOf(
  drafts: ReadonlyMap<string, Draft>,
  { overAt, isReopened }: { overAt: number | undefined; isReopened: boolean },
): ApprovalChange {
  const asked: ApprovalChange['asked'][number][] = [];
  const settled: ApprovalChange['settled'][number][] = [];
  for (const [path, { askedAt, until, outcome, settledAt }] of drafts) {
    const end =
      outcome === undefined
        ? overAt !== undefined && { outcome: 'over' as const, settledAt: overAt }
        : { outcome, settledAt };
    if (askedAt !== undefined && until !== undefined) asked.push({ path, askedAt, until, ...end });
    else if (outcome !== undefined && settledAt !== undefined) settled.push({ path, outcome, at: settledAt });
  }
  return { asked, settled, isReopened, ...(overAt !== undefined && { overAt }) };
}

/** Callbacks have a `timeout`, too; they have no row that it could change. */
function outcomeOf(outlet: string): ApprovalOutcome | undefined {
  return outlet === 'approved' || outlet === 'declined' || outlet === 'timeout' ? outlet : undefined;
}

type Changed = { runId: string; workspaceId: string | undefined; approvals: ApprovalChange };

/**
 * The parts of the append's statement that keep the list of approvals, and a word for their shape. Nothing at all for a
 * batch that says nothing of any.
 */
export function approvalParts(changed: readonly Changed[], p: Parameters): { parts: string[]; shape: string } {
  const asked = changed.flatMap(({ runId, workspaceId, approvals }) =>
    approvals.asked.map((one) => ({ ...one, runId, workspaceId })),
  );
  const settled = changed.flatMap(({ runId, approvals }) => approvals.settled.map((one) => ({ ...one, runId })));
  const over = changed.flatMap(({ runId, approvals: { overAt } }) => (overAt === undefined ? [] : [{ runId, overAt }]));
  const reopened = changed.filter(({ approvals }) => approvals.isReopened && approvals.overAt === undefined);
  const parts: string[] = [];
  if (asked.length > 0) parts.push(ask(asked, p));
  if (settled.length > 0) parts.push(...settle(settled, p));
  if (over.length > 0) parts.push(end(over, { p, hasSettled: settled.length > 0 }));
  if (reopened.length > 0)
    parts.push(
      reopen(
        reopened.map(({ runId }) => runId),
        p,
      ),
    );
  const shape = [asked, settled, over, reopened].map(({ length }) => Number(length > 0)).join('');
  return { parts, shape };
}

type Asked = ApprovalChange['asked'][number] & { runId: string; workspaceId: string | undefined };

/** A step may ask again: a person had it tried anew. The bounds skip the partitions that hold none of these runs. */
function ask(asked: readonly Asked[], p: Parameters): string {
  const ids = asked.map(({ runId }) => runId).sort();
  return `asked as (
  insert into approval (run_id, path, workspace_id, asked_at, until, outcome, settled_at)
  select a.run_id, a.path, coalesce(a.workspace_id, r.workspace_id), to_timestamp(a.asked_at / 1000),
    to_timestamp(a.until / 1000), nullif(a.outcome, ''), to_timestamp(a.settled_at / 1000)
  from unnest(${p.add(list(asked.map((a) => a.runId)))}::uuid[], string_to_array(${p.add(texts(asked.map((a) => a.path)))}, chr(1)),
    ${p.add(list(asked.map((a) => a.workspaceId ?? null)))}::uuid[], ${p.add(list(asked.map((a) => a.askedAt)))}::float8[],
    ${p.add(list(asked.map((a) => a.until)))}::float8[], string_to_array(${p.add(texts(asked.map((a) => a.outcome ?? '')))}, chr(1)),
    ${p.add(list(asked.map((a) => a.settledAt ?? null)))}::float8[]
  ) as a (run_id, path, workspace_id, asked_at, until, outcome, settled_at)
  join appended on appended.run_id = a.run_id
  left join run r on r.id = a.run_id and r.id between ${p.add(ids[0] ?? null)}::uuid and ${p.add(ids.at(-1) ?? null)}::uuid
  on conflict (run_id, path) do update set asked_at = excluded.asked_at, until = excluded.until,
    outcome = excluded.outcome, settled_at = excluded.settled_at, tell_at = now())`;
}

type Settled = ApprovalChange['settled'][number] & { runId: string };

function settle(settled: readonly Settled[], p: Parameters): string[] {
  return [
    `settling as (
  select s.* from unnest(${p.add(list(settled.map((s) => s.runId)))}::uuid[], string_to_array(${p.add(texts(settled.map((s) => s.path)))}, chr(1)),
    string_to_array(${p.add(texts(settled.map((s) => s.outcome)))}, chr(1)), ${p.add(list(settled.map((s) => s.at)))}::float8[]
  ) as s (run_id, path, outcome, at) join appended on appended.run_id = s.run_id)`,
    `settled as (
  update approval set outcome = s.outcome, settled_at = to_timestamp(s.at / 1000), tell_at = null
  from settling s where approval.run_id = s.run_id and approval.path = s.path and approval.outcome is null)`,
  ];
}

/** One row must not be changed twice by one statement, so what is settled by itself is left to that. */
function end(
  over: readonly { runId: string; overAt: number }[],
  { p, hasSettled }: { p: Parameters; hasSettled: boolean },
): string {
  return `ended as (
  update approval set outcome = 'over', settled_at = to_timestamp(o.at / 1000), tell_at = null
  from unnest(${p.add(list(over.map(({ runId }) => runId)))}::uuid[], ${p.add(list(over.map(({ overAt }) => overAt)))}::float8[]) as o (run_id, at)
  join appended on appended.run_id = o.run_id
  where approval.run_id = o.run_id and approval.outcome is null
  ${hasSettled ? 'and not exists (select from settling s where s.run_id = approval.run_id and s.path = approval.path)' : ''})`;
}

function reopen(runIds: readonly string[], p: Parameters): string {
  return `asking as (
  update approval set outcome = null, settled_at = null
  where outcome = 'over' and run_id in (select run_id from appended) and run_id = any(${p.add(list(runIds))}::uuid[]))`;
}
