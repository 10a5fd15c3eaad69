import type { FlowSignature, ThingType } from '@patchbay/flow';
import type { Pool } from 'pg';
import type { CallableFlow, FlowCaller } from '../flows/flowStore.ts';
import type { Transaction } from './database.ts';
import { foldedSql } from './foldedSql.ts';

/** More than anybody looks through; the field that lists them searches by name. */
const MOST = 1_000;

/** The flows of a workspace whose live version says what it takes from another flow, by name. */
export async function listCallable(pool: Pool, workspaceId: string): Promise<CallableFlow[]> {
  const { rows } = await pool.query<CallableFlow>(
    `select f.id, f.name, f.active from flow f join flow_version v on v.id = f.live_version_id
      where f.workspace_id = $1 and v.signature is not null order by ${foldedSql('f.name')}, f.id limit ${MOST}`,
    [workspaceId],
  );
  return rows;
}

/** The step that calls a flow, whose id is typed in. */
const CALLS = `'$.steps.* ? (@.uses.operation == "subflow" && @.inputs.flow.value == $flow)'`;

/** The flows whose draft or live version calls this one, by name. One that names it by a formula cannot be known. */
export async function listCallers(
  pool: Pool,
  { workspaceId, flowId }: { workspaceId: string; flowId: string },
): Promise<FlowCaller[]> {
  const { rows } = await pool.query<FlowCaller>(
    `select f.id, f.name from flow f join draft d on d.flow_id = f.id
      left join flow_version v on v.id = f.live_version_id left join run_plan p on p.id = v.plan_id
      where f.workspace_id = $1 and f.id::text <> $2
        and (jsonb_path_exists(d.document::jsonb, ${CALLS}, jsonb_build_object('flow', $2::text))
          or jsonb_path_exists(p.document::jsonb, ${CALLS}, jsonb_build_object('flow', $2::text)))
      order by ${foldedSql('f.name')}, f.id limit ${MOST}`,
    [workspaceId, flowId],
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
