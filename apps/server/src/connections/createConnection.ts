import type { Auth } from '@patchbay/connector';
import type { ConnectorRow } from '../connectors/connectorStore.ts';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { ConnectionDeps, ConnectionRow, ConnectionSecret } from './connectionStore.ts';

export type CreateConnection = { connector: string; name: string; auth: ConnectionSecret };

/**
 * Seals what the person typed and keeps it, bound to the connector's host: it is never sent anywhere else, whatever a
 * flow asks for, and never read back.
 */
export async function createConnection(
  { connector: id, name, auth: secret }: CreateConnection,
  access: Access<'connection.create'>,
  { connections, connectors }: ConnectionDeps,
): Promise<ConnectionRow> {
  const { workspaceId, userId } = access;
  const connector = await connectors.find(workspaceId, id);
  if (connector === null) throw new AppError('not_found');
  const hosts = connector.baseUrl === null ? [] : [new URL(connector.baseUrl).origin];
  const auth = wayToSignIn(connector, secret.kind);
  return connections.create({ workspaceId, userId, connector: id, name, auth, secret, hosts });
}

/** The connector's own way that takes this kind of secret. Descriptions that name none still take a bearer or basic one. */
function wayToSignIn(connector: ConnectorRow, kind: ConnectionSecret['kind']): Auth {
  const named = connector.auth.find((auth) => auth.kind === kind);
  if (named !== undefined) return named;
  // An OAuth API takes the token that its own screens hand out, too.
  const takesBearer = connector.auth.length === 0 || connector.auth.some((auth) => auth.kind === 'oauth2');
  if (kind === 'bearer' && takesBearer) return { kind };
  if (kind === 'basic' && connector.auth.length === 0) return { kind };
  const ways = connector.auth.map((auth) => auth.kind).join(', ');
  throw new AppError('connection_kind_mismatch', { reason: `It takes: ${ways}.` });
}
