import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { isBuiltIn } from './builtIns.ts';
import type { ConnectorDeps } from './connectorStore.ts';

/** Takes an imported connector away, unless a flow still uses it: then refuses and names the flows. */
export async function deleteConnector(
  { connector }: { connector: string },
  access: Access<'connector.delete'>,
  { connectors }: Pick<ConnectorDeps, 'connectors'>,
): Promise<void> {
  if (isBuiltIn(connector)) throw new AppError('connector_built_in');
  if ((await connectors.find(access.workspaceId, connector)) === null) throw new AppError('not_found');
  const flows = await connectors.usedBy(access.workspaceId, connector, 20);
  if (flows.length > 0) throw new AppError('connector_in_use', { details: { flows } });
  await connectors.remove(access.workspaceId, connector);
}
