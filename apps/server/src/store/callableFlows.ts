import type { FlowSignature } from '@patchbay/flow';
import type { Pool } from 'pg';
import type { CallableFlow } from '../flows/flowStore.ts';
import type { Transaction } from './database.ts';

/** More than anybody looks through; the field that lists them searches by name. */
const MOST = 1_000;

/** The flows of a workspace whose live version says what it takes from another flow, by name. */
export async function listCallable(pool: Pool, workspaceId: string): Promise<CallableFlow[]> {
  const { rows } = await pool.query<CallableFlow>(
    `select f.id, f.name, f.active from flow f join flow_version v on v.id = f.live_version_id
      where f.workspace_id = $1 and v.signature is not null order by f.name, f.id limit ${MOST}`,
    [workspaceId],
  );
  return rows;
}

/** Says of a version that others may call it, and what it takes and gives then. */
export async function keepSignature(
  client: Pick<Transaction, '$executeRaw'>,
  versionId: string,
  signature: FlowSignature,
): Promise<void> {
  await client.$executeRaw`
    update flow_version set signature = ${JSON.stringify(signature)}::json where id = ${versionId}::uuid`;
}
