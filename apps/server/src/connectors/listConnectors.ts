import type { Access } from '../policies/can.ts';
import { allBuiltIns, builtInRow } from './builtIns.ts';
import type { ConnectorDeps, ConnectorRow } from './connectorStore.ts';

/** What the workspace can build with: the built-in connectors, then its imported ones by name. */
export async function listConnectors(
  access: Access<'connector.read'>,
  { connectors }: Pick<ConnectorDeps, 'connectors'>,
): Promise<ConnectorRow[]> {
  return [...(await allBuiltIns()).map(builtInRow), ...(await connectors.list(access.workspaceId))];
}
