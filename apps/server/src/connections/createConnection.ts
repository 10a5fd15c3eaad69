import type { Auth } from '@patchbay/connector';
import { builtInRow, builtIns } from '../connectors/builtIns.ts';
import type { ConnectorRow } from '../connectors/connectorStore.ts';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { readAccountFields } from './accountFields.ts';
import type { ConnectionDeps, ConnectionRow, ConnectionSecret } from './connectionStore.ts';

export type CreateConnection = { connector: string; name: string; auth: ConnectionSecret };

/**
 * Seals what the person typed and keeps it, bound to the connector's host: it is never sent anywhere else, whatever a
 * flow asks for, and never read back.
 */
export async function createConnection(
  { connector: id, name, auth: typed }: CreateConnection,
  access: Access<'connection.create'>,
  { connections, connectors }: ConnectionDeps,
): Promise<ConnectionRow> {
  const { workspaceId, userId } = access;
  const builtIn = builtIns.get(id);
  const connector = builtIn === undefined ? await connectors.find(workspaceId, id) : builtInRow(builtIn);
  if (connector === null) throw new AppError('not_found');
  const auth = wayToSignIn(connector, typed);
  const secret = auth.kind === 'fields' ? withFields(auth, typed) : typed;
  const hosts = connector.baseUrl === null ? ownHosts(secret) : [new URL(connector.baseUrl).origin];
  return connections.create({ workspaceId, userId, connector: id, name, auth, secret, hosts });
}

/** The connector's own way that takes this kind of secret. Descriptions that name none still take a bearer or basic one. */
function wayToSignIn(connector: ConnectorRow, typed: ConnectionSecret): Auth {
  const { kind } = typed;
  const named = connector.auth.find(
    (auth) => auth.kind === kind && (auth.kind !== 'fields' || auth.id === idOf(typed)),
  );
  if (named !== undefined) return named;
  // An OAuth API takes the token that its own screens hand out, too.
  const namesNone = connector.source === 'imported' && connector.auth.length === 0;
  const takesBearer = namesNone || connector.auth.some((auth) => auth.kind === 'oauth2');
  if (kind === 'bearer' && takesBearer) return { kind };
  if (kind === 'basic' && namesNone) return { kind };
  const ways = connector.auth.map((auth) => (auth.kind === 'fields' ? auth.title : auth.kind)).join(', ');
  throw new AppError('connection_kind_mismatch', {
    reason: ways === '' ? 'It takes no account.' : `It takes: ${ways}.`,
  });
}

/** The address that an account is for by itself. Throws AppError `connection_fields_unfit` for one that is none. */
function ownHosts(secret: ConnectionSecret): string[] {
  const address = secret.kind === 'fields' ? secret.values.address?.trim() : undefined;
  if (address === undefined) return [];
  const url = URL.parse(/^https?:\/\//i.test(address) ? address : `https://${address}`);
  if (url !== null && url.username === '' && url.password === '') return [url.origin];
  const reason = 'Address has to be one such as https://api.example.com.';
  throw new AppError('connection_fields_unfit', { reason, details: { address: reason } });
}

function idOf(typed: ConnectionSecret): string | undefined {
  return typed.kind === 'fields' ? typed.id : undefined;
}

function withFields(auth: Extract<Auth, { kind: 'fields' }>, typed: ConnectionSecret): ConnectionSecret {
  const values = readAccountFields(auth.fields, typed.kind === 'fields' ? typed.values : {});
  return { kind: 'fields', id: auth.id, values };
}
