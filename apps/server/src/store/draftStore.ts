import { FlowDiff } from '@patchbay/flow';
import type { Pool } from 'pg';
import type { DraftChange, FlowStore } from '../flows/flowStore.ts';
import type { Database } from './database.ts';
import { newHookId } from './newHookId.ts';

/** The channel on which every process hears of saved drafts. The payload is the flow's id. */
export const DRAFT_CHANNEL = 'patchbay_draft';

/** How many diffs of a flow are kept: enough to merge a tab that slept over a long working day. */
const KEPT_CHANGES = 2_000;

// One statement, so it is atomic without a transaction's round trips: the update is the compare-and-swap, and nothing
// else happens when it matched no row.
const SAVE = `
  with saved as (
    update draft set document = $3, revision = revision + 1, updated_at = now()
    where flow_id = $1 and revision = $2
    returning revision
  ), change as (
    insert into draft_change (flow_id, revision, diff, client_id, user_id)
    select $1, revision, $4, $5, $6 from saved
  ), line as (
    update flow set summary = $7, updated_at = now() where id = $1 and exists (select from saved)
  ), hooks as (
    insert into hook (id, flow_id, step_id)
    select new.id, $1, new.step_id from unnest($8::text[], $9::text[]) as new (id, step_id)
    where exists (select from saved)
    on conflict (flow_id, step_id) do nothing
  ), pruned as (
    delete from draft_change where flow_id = $1 and revision <= $2 - $10::int and exists (select from saved)
  )
  select pg_notify('${DRAFT_CHANNEL}', $1::text) from saved`;

/** Writes the next revision if the draft still has the one the change was made from. */
export async function saveDraft(pool: Pool, change: Parameters<FlowStore['saveDraft']>[0]): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'save-draft',
    text: SAVE,
    values: [
      change.flowId,
      change.revision,
      JSON.stringify(change.document),
      JSON.stringify(change.diff),
      change.clientId,
      change.userId,
      JSON.stringify(change.summary),
      change.hooks.map(newHookId),
      change.hooks,
      KEPT_CHANGES,
    ],
  });
  return rowCount === 1;
}

/** The changes after a revision, oldest first; null when the first of them is not kept, or the revision is not there yet. */
export async function changesSince(
  prisma: Database['prisma'],
  flowId: string,
  revision: number,
): Promise<DraftChange[] | null> {
  const rows = await prisma.draftChange.findMany({
    where: { flowId, revision: { gt: revision } },
    orderBy: { revision: 'asc' },
    select: { revision: true, clientId: true, diff: true },
  });
  if (rows[0]?.revision !== revision + 1) return null;
  return rows.map((row) => ({ ...row, diff: FlowDiff.parse(row.diff) }));
}
