import type { Pool } from 'pg';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import { FIRST_RUN, RESUME_MS } from './resumeStore.ts';

// Nobody renews its token from here on: what is revoked next is what there is.
const LEAVE = `
  with gone as (
    delete from connection where id = $1 and workspace_id = $2 and generation = $3
      and ($4 or renewing_until is null or renewing_until < now()) returning id, workspace_id)
  insert into left_account (id, workspace_id, resume_after, resume_until)
  select id, workspace_id, $5, to_timestamp($6::float8 / 1000) from gone`;

/** Deletes an account and notes that what waited for it is to be tried again, in one statement. */
export async function leaveAccount(
  pool: Pool,
  { connectionId, workspaceId, generation, insists, now }: Parameters<ConnectionStore['remove']>[0],
): Promise<boolean> {
  const values = [connectionId, workspaceId, generation, insists, FIRST_RUN, now + RESUME_MS];
  return (await pool.query(LEAVE, values)).rowCount === 1;
}
