import type { Pool } from 'pg';
import { z } from 'zod';
import type { FlowQuery, FlowRow, FlowSort, FlowStatus } from '../flows/flowStore.ts';
import { cutPage, readCursor, writeCursor } from './cursor.ts';
import { foldedSql } from './foldedSql.ts';

type Line = {
  id: string;
  name: string;
  active: boolean;
  created_at: Date;
  updated_at: Date;
  summary: unknown;
  number: number | null;
  has_changes: boolean;
  run_id: string | null;
  run_status: string | null;
  run_at: Date | null;
  /** Of the newest runs, oldest first; null where there are none. */
  statuses: string[] | null;
  took: (number | null)[] | null;
  next_at: Date | null;
  look_error: string | null;
  /** What the page is sorted by. */
  place: unknown;
};

/** How many runs of a flow its line shows. */
const LAST_RUNS = 10;

// The ids of runs grow with time, so they order flows by when they last ran; a flow that never did comes last.
const NEVER = '00000000-0000-0000-0000-000000000000';
const newestRun = (column: string) =>
  `(select ${column} from run where run.flow_id = flow.id order by run.id desc limit 1)`;

/** Each order by one value and the id, so a page starts exactly where the last one ended, whatever changed above it. */
const orders: Record<FlowSort, { by: string; type: string; direction: 'asc' | 'desc'; of(line: Line): string }> = {
  updated: {
    by: 'flow.updated_at',
    type: 'timestamptz',
    direction: 'desc',
    of: (line) => line.updated_at.toISOString(),
  },
  created: {
    by: 'flow.created_at',
    type: 'timestamptz',
    direction: 'desc',
    of: (line) => line.created_at.toISOString(),
  },
  name: { by: foldedSql('flow.name'), type: 'text', direction: 'asc', of: (line) => String(line.place) },
  run: {
    by: `coalesce(${newestRun('run.id')}, '${NEVER}'::uuid)`,
    type: 'uuid',
    direction: 'desc',
    of: (line) => line.run_id ?? NEVER,
  },
};

const statuses: Record<FlowStatus, string> = {
  on: 'and flow.active',
  off: 'and not flow.active and flow.live_version_id is not null',
  draft: 'and flow.live_version_id is null',
  trouble: `and flow.active and (
    ${newestRun('run.status')} in ('failed', 'needs_attention')
    or exists (select 1 from poll where poll.flow_id = flow.id and poll.error is not null))`,
};

/** One page of a workspace's flows. Reads the flows' own rows and each one's newest runs; never a document. */
export async function listFlows(
  pool: Pool,
  query: FlowQuery,
): Promise<{ items: FlowRow[]; nextCursor: string | null }> {
  const order = orders[query.sort];
  const after = readCursor(query.cursor);
  const values: unknown[] = [query.workspaceId, query.limit + 1, likeAnywhere(query.search), after?.value, after?.id];
  const { rows } = await pool.query<Line>(statement(query, order), values);
  const { items, last } = cutPage(rows, query.limit);
  return { items: items.map(toRow), nextCursor: last === undefined ? null : writeCursor(order.of(last), last.id) };
}

function statement({ status }: FlowQuery, { by, type, direction }: (typeof orders)[FlowSort]): string {
  const beyond = direction === 'asc' ? '>' : '<';
  const wanted = foldedSql('$3::text');
  return `
    select page.*, run.id as run_id, run.status as run_status, run.started_at as run_at,
      runs.statuses, runs.took,
      least(poll.next_at, schedule.next_at) as next_at, poll.error as look_error
    from (
      select flow.id, flow.name, flow.active, flow.created_at, flow.updated_at,
        flow.summary - 'words' as summary, version.number,
        version.number is not null and version.revision <> draft.revision as has_changes, ${by} as place
      from flow
      join draft on draft.flow_id = flow.id
      left join flow_version as version on version.id = flow.live_version_id
      where flow.workspace_id = $1 ${status === undefined ? '' : statuses[status]}
        and ($3::text is null or ${foldedSql('flow.name')} like ${wanted} or ${foldedSql("flow.summary->>'words'")} like ${wanted})
        and ($5::uuid is null or (${by}, flow.id) ${beyond} ($4::${type}, $5::uuid))
      order by ${by} ${direction}, flow.id ${direction}
      limit $2
    ) as page
    left join lateral (
      select id, status, started_at from run where run.flow_id = page.id order by run.id desc limit 1
    ) as run on true
    left join lateral (
      select array_agg(status order by id) as statuses, array_agg(took order by id) as took
      from (select id, status, extract(epoch from finished_at - started_at)::float8 as took from run
        where run.flow_id = page.id order by run.id desc limit ${LAST_RUNS}) as newest
    ) as runs on true
    left join lateral (
      select min(next_due_at) as next_at, min(error) as error from poll where flow_id = page.id
    ) as poll on true
    left join lateral (select min(next_due_at) as next_at from schedule where flow_id = page.id) as schedule on true
    order by page.place ${direction}, page.id ${direction}`;
}

/** A search text as a pattern; what means something in a pattern means itself. */
export function likeAnywhere(search: string | undefined): string | null {
  const text = search?.trim() ?? '';
  return text === '' ? null : `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

const Summary = z.object({
  chain: z
    .array(
      z.object({
        connector: z.string(),
        operation: z.string().default(''),
        name: z.string(),
        category: z.custom<FlowRow['chain'][number]['category']>(),
        icon: z.string().exactOptional(),
      }),
    )
    .default([]),
  chainMore: z.number().default(0),
  problems: z.number().default(0),
});

function toRow(line: Line): FlowRow {
  const { run_id: id, run_status: status, run_at: at } = line;
  return {
    id: line.id,
    name: line.name,
    active: line.active,
    liveVersion: line.number,
    hasChanges: line.has_changes,
    updatedAt: line.updated_at.toISOString(),
    createdAt: line.created_at.toISOString(),
    ...Summary.parse(line.summary),
    nextAt: line.active ? (line.next_at?.toISOString() ?? null) : null,
    lookError: line.active ? line.look_error : null,
    lastRun: id === null || status === null || at === null ? null : { id, status, at: at.toISOString() },
    lastRuns: lastRunsOf(line),
  };
}

function lastRunsOf({ statuses, took }: Line): FlowRow['lastRuns'] {
  return (statuses ?? []).map((status, index) => {
    const seconds = took?.[index] ?? null;
    return { status, ms: seconds === null ? null : Math.round(seconds * 1_000) };
  });
}
