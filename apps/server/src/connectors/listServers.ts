import type { Server } from '@patchbay/connector';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { isBuiltIn } from './builtIns.ts';
import type { ConnectorDeps } from './connectorStore.ts';

/** The addresses that the description of an imported connector names, for a person to choose from; read anew each time. */
export async function listServers(
  { connector }: { connector: string },
  { workspaceId }: Access<'connector.read'>,
  { connectors, descriptions }: Pick<ConnectorDeps, 'connectors' | 'descriptions'>,
): Promise<readonly Server[]> {
  if (isBuiltIn(connector)) return [];
  const row = await connectors.find(workspaceId, connector);
  const { version = '' } = row ?? {};
  const source = row === null ? null : await connectors.source(workspaceId, { connector, version });
  if (source === null) throw new AppError('not_found');
  const sourceUrl = await connectors.sourceUrl(workspaceId, { connector, version });
  const read = await descriptions.read(source, { id: connector, version, ...(sourceUrl !== null && { sourceUrl }) });
  return read.connector.servers ?? [];
}
