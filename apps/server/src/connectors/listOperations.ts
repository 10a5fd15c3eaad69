import type { Access } from '../policies/can.ts';
import { builtInOperations, findBuiltIn } from './builtIns.ts';
import type { ConnectorDeps, OperationQuery, OperationRow } from './connectorStore.ts';
import { matches } from './searchOperations.ts';

/** One page of a connector's operations, in the order of its description. */
export async function listOperations(
  query: Omit<OperationQuery, 'workspaceId'>,
  access: Access<'connector.read'>,
  { connectors }: Pick<ConnectorDeps, 'connectors'>,
): Promise<{ items: OperationRow[]; nextCursor: string | null }> {
  const builtIn = await findBuiltIn(query.connector);
  if (builtIn === undefined) return connectors.operations({ ...query, workspaceId: access.workspaceId });
  const items = builtInOperations(builtIn).filter((row) => matches(row, query.search ?? ''));
  return { items, nextCursor: null };
}
