import type { FlowSignature, ThingType } from '@patchbay/flow';
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

type Signed = { id: string; name: string; active: boolean; signature: FlowSignature };

/** What these flows of a workspace take and give when another flow calls them; those that none may call are left out. */
export async function callableTypes(
  pool: Pool,
  { workspaceId, ids }: { workspaceId: string; ids: readonly string[] },
): Promise<ReadonlyMap<string, ThingType>> {
  const { rows } = await pool.query<Signed>(
    `select f.id, f.name, f.active, v.signature from flow f join flow_version v on v.id = f.live_version_id
      where f.workspace_id = $1 and f.id::text = any($2) and v.signature is not null`,
    [workspaceId, ids],
  );
  const typeOf = ({ name, active, signature }: Signed): ThingType =>
    active ? { name, ...signature } : { name, ...signature, isOff: true };
  return new Map(rows.map((row) => [row.id, typeOf(row)]));
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
