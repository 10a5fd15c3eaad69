import { createHash } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { builtIns } from './builtIns.ts';
import type { ConnectorDeps, ConnectorRow } from './connectorStore.ts';
import { readBaseUrl } from './setBaseUrl.ts';

export type ImportConnector = {
  source: { kind: 'text'; text: string } | { kind: 'link'; url: string };
  name?: string | undefined;
  baseUrl?: string | undefined;
};

const LARGEST = 25 * 1024 * 1024;

/**
 * Reads an API description and keeps it as a connector of the workspace. The same API imported again becomes a new
 * version of the same connector; steps keep the one they were built with. Nothing of the API itself is called.
 */
export async function importConnector(
  { source, name, baseUrl }: ImportConnector,
  access: Access<'connector.import'>,
  deps: Pick<ConnectorDeps, 'connectors' | 'descriptions' | 'fetchText'>,
): Promise<{ connector: ConnectorRow; problems: string[] }> {
  const { workspaceId, userId } = access;
  const givenBaseUrl = baseUrl === undefined ? undefined : readBaseUrl(baseUrl);
  const sourceUrl = source.kind === 'link' ? source.url : undefined;
  const text = source.kind === 'link' ? await deps.fetchText(source.url) : source.text;
  if (Buffer.byteLength(text) > LARGEST) throw new AppError('description_too_large');

  const version = versionOf(text);
  const read = await deps.descriptions.read(text, { id: 'imported', version, sourceUrl });
  const title = name ?? read.connector.name;
  const connector = {
    ...read.connector,
    id: connectorId(title),
    version,
    name: title,
    ...(givenBaseUrl === undefined ? {} : { baseUrl: givenBaseUrl }),
  };
  const { operations, problems } = read;
  const row = await deps.connectors.save({
    workspaceId,
    userId,
    connector,
    operations,
    problems,
    source: text,
    sourceUrl: sourceUrl ?? null,
  });
  return { connector: row, problems };
}

/** Names the description by its content, so importing it twice changes nothing. */
function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
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
  return builtIns.has(id) ? `${id}-api` : id;
}
