import { createHash } from 'node:crypto';
import type { Overlay, Server } from '@patchbay/connector';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { isBuiltIn } from './builtIns.ts';
import type { ConnectorDeps, ConnectorRow } from './connectorStore.ts';
import { progressKey } from './importProgress.ts';
import { readBaseUrl } from './setBaseUrl.ts';

export type ImportConnector = {
  source: { kind: 'text'; text: string } | { kind: 'link'; url: string };
  name?: string | undefined;
  baseUrl?: string | undefined;
  /** By which its progress can be asked for. */
  importId?: string | undefined;
};

/** What came of an import: the connector, what could not be read, where it may be, and the version it follows. */
export type Imported = {
  connector: ConnectorRow;
  problems: string[];
  servers: readonly Server[];
  previous: string | null;
};

const LARGEST = 25 * 1024 * 1024;

/**
 * Reads an API description and keeps it as a connector of the workspace. The same API imported again becomes a new
 * version of the same connector; steps keep the one they were built with. Nothing of the API itself is called.
 */
export async function importConnector(
  { source, name, baseUrl, importId }: ImportConnector,
  access: Access<'connector.import'>,
  deps: Pick<ConnectorDeps, 'connectors' | 'descriptions' | 'fetchText'>,
): Promise<Imported> {
  const { workspaceId, userId } = access;
  const givenBaseUrl = baseUrl === undefined ? undefined : readBaseUrl(baseUrl);
  const sourceUrl = source.kind === 'link' ? source.url : undefined;
  const text = source.kind === 'link' ? await deps.fetchText(source.url) : source.text;
  if (Buffer.byteLength(text) > LARGEST) throw new AppError('description_too_large');

  const plain = versionOf(text);
  const progress = importId === undefined ? {} : { progressKey: progressKey(workspaceId, importId) };
  const described = await deps.descriptions.read(text, { id: 'imported', version: plain, sourceUrl, ...progress });
  const title = name ?? described.connector.name;
  const id = connectorId(title);
  const earlier = await deps.connectors.find(workspaceId, id);
  // What an admin has added stays, whatever the new description says.
  const ref = earlier && { connector: id, version: earlier.version };
  const overlay = (ref && (await deps.connectors.overlay(workspaceId, ref))) ?? undefined;
  const version = versionOf(text, overlay);
  const options = { id: 'imported', version, sourceUrl, overlay };
  const read = overlay === undefined ? described : await deps.descriptions.read(text, options);
  // The address may be one that a person chose, and accounts are bound to it: a new description does not move it.
  const address = givenBaseUrl ?? earlier?.baseUrl ?? read.connector.baseUrl;
  const connector = {
    ...read.connector,
    id,
    version,
    name: title,
    ...(address === undefined ? {} : { baseUrl: address }),
  };
  const { operations } = read;
  const problems = [...movedTo(read.connector.baseUrl, address), ...read.problems];
  const row = await deps.connectors.save({
    workspaceId,
    userId,
    connector,
    operations,
    problems,
    source: text,
    sourceUrl: sourceUrl ?? null,
    overlay: overlay ?? null,
  });
  const previous = earlier === null || earlier.version === version ? null : earlier.version;
  return { connector: row, problems, servers: read.connector.servers ?? [], previous };
}

/** That the description now names another address than the one that stays in use. */
function movedTo(said: string | undefined, used: string | undefined): string[] {
  if (said === undefined || used === undefined || said === used) return [];
  return [`It says that the API is at ${said}. Its steps go on using ${used}, until you change the address.`];
}

/** Names the description by its content and by what was added to it, so importing it twice changes nothing. */
export function versionOf(text: string, overlay?: Overlay): string {
  const hash = createHash('sha256').update(text);
  if (overlay !== undefined) hash.update(JSON.stringify(overlay));
  return hash.digest('hex').slice(0, 12);
}

/** `Acme CRM (v2)` becomes `acme-crm-v2`. The built-in connectors keep their ids for themselves. */
export function connectorId(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase();
  const id =
    plain
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 60) || 'api';
  return isBuiltIn(id) ? `${id}-api` : id;
}
