import type { Pool } from 'pg';
import type { WorkspaceStore } from '../../workspaces/workspaceStore.ts';
import { inTransaction } from '../inTransaction.ts';
import { readRole } from './readRole.ts';

/** See `WorkspaceStore.changeMember`. The workspace's row is the lock. */
export function changeMember(
  pool: Pool,
  { workspaceId, userId }: Parameters<WorkspaceStore['changeMember']>[0],
  decide: Parameters<WorkspaceStore['changeMember']>[1],
): ReturnType<WorkspaceStore['changeMember']> {
  return inTransaction(pool, async (client) => {
    await client.query('select 1 from workspace where id = $1 for update', [workspaceId]);
    const { rows } = await client.query<{ user_id: string; role: string }>(
      'select user_id, role from member where workspace_id = $1',
      [workspaceId],
    );
    const member = rows.find((row) => row.user_id === userId);
    if (member === undefined) return 'missing';
    const role = readRole(member.role);
    const fate = decide(role);
    if (fate === 'refused') return 'refused';
    const owners = rows.filter((row) => readRole(row.role) === 'owner');
    if (role === 'owner' && fate !== 'owner' && owners.length === 1) return 'last_owner';
    const place = [workspaceId, userId];
    if (fate === 'removed') {
      await client.query('delete from member where workspace_id = $1 and user_id = $2', place);
    } else {
      await client.query('update member set role = $3 where workspace_id = $1 and user_id = $2', [...place, fate]);
    }
    return 'done';
  });
}
