import type { Pool } from 'pg';
import { z } from 'zod';
import type { ApprovalState, ApprovalStore, ListedApproval } from '../../approvals/approvalStore.ts';
import { AppError } from '../../errors.ts';

type Line = {
  runId: string;
  path: string;
  planId: string;
  flowId: string;
  flowName: string | null;
  askedAt: Date;
  until: Date;
  outcome: Exclude<ApprovalState, 'open' | 'not_asked'> | null;
  settledAt: Date | null;
};

const COLUMNS = `a.run_id as "runId", a.path, r.plan_id as "planId", r.flow_id as "flowId", f.name as "flowName",
  a.asked_at as "askedAt", a.until, a.outcome, a.settled_at as "settledAt"`;
const TABLES = 'approval a join run r on r.id = a.run_id left join flow f on f.id = r.flow_id';

/** A run that has ended has no lease any more, however it ended: nothing it asked is open. */
const SELECTIONS = {
  open: `select ${COLUMNS} from ${TABLES} join run_lease l on l.run_id = a.run_id
    where a.workspace_id = $1 and a.settled_at is null and ($2::timestamptz is null or (a.until, a.run_id, a.path) > ($2, $3::uuid, $4))
    order by a.until, a.run_id, a.path limit $5`,
  settled: `select ${COLUMNS} from ${TABLES}
    where a.workspace_id = $1 and a.settled_at is not null and ($2::timestamptz is null or (a.settled_at, a.run_id, a.path) < ($2, $3::uuid, $4))
    order by a.settled_at desc, a.run_id desc, a.path desc limit $5`,
} as const;

const MOST_TOLD = 20;

/** Lists approvals by the rows that the journal keeps of them. */
export function createApprovalStore(pool: Pool): ApprovalStore {
  return {
    async list(workspaceId, { state, cursor, limit }) {
      const [at, runId, path] = cursor === undefined ? [null, null, null] : readCursor(cursor);
      const { rows } = await pool.query<Line>({
        name: `approval-${state}`,
        text: SELECTIONS[state],
        values: [workspaceId, at, runId, path, limit + 1],
      });
      const items = rows.slice(0, limit).map((line) => ({ ...toRow(line), cursor: cursorOf(line) }));
      return { items, hasMore: rows.length > limit };
    },

    async takeUntold() {
      const { rows } = await pool.query<Line & { workspaceId: string }>({
        name: 'approval-untold',
        text: `with taken as (
            update approval set tell_at = now() + interval '5 minutes' where (run_id, path) in (
              select a.run_id, a.path from approval a join run_lease l on l.run_id = a.run_id
              where a.tell_at <= now() and a.settled_at is null order by a.tell_at limit ${MOST_TOLD} for update of a skip locked)
            returning *)
          select ${COLUMNS}, a.workspace_id as "workspaceId" from taken a join run r on r.id = a.run_id left join flow f on f.id = r.flow_id`,
      });
      return rows.map(({ workspaceId, ...line }) => ({ ...toRow(line), workspaceId }));
    },

    async told({ runId, path }) {
      await pool.query('update approval set tell_at = null where run_id = $1 and path = $2', [runId, path]);
    },
  };
}

function toRow({ flowName, askedAt, until, outcome, settledAt, ...line }: Line): ListedApproval {
  return {
    ...line,
    flowName: flowName ?? 'Deleted flow',
    askedAt: askedAt.toISOString(),
    until: until.toISOString(),
    state: outcome ?? 'open',
    settledAt: settledAt?.toISOString() ?? null,
  };
}

const Cursor = z.tuple([z.iso.datetime(), z.uuid(), z.string()]);

function cursorOf({ until, settledAt, runId, path }: Line): string {
  return Buffer.from(JSON.stringify([(settledAt ?? until).toISOString(), runId, path])).toString('base64url');
}

function readCursor(cursor: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw new AppError('input_not_understood', { cause });
  }
}
