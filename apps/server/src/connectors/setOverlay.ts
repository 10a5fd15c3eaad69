import type { Connector, Overlay } from '@patchbay/connector';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { isBuiltIn } from './builtIns.ts';
import type { ConnectorDeps, ConnectorRow, ReadDescription } from './connectorStore.ts';
import { versionOf } from './importConnector.ts';
import { readBaseUrl } from './setBaseUrl.ts';

type OverlayDeps = Pick<ConnectorDeps, 'connectors' | 'descriptions'>;
type Edited = { connector: string; overlay: Overlay };

/** What an admin has added to the newest version of an imported description; null where nobody did. */
export async function getOverlay(
  { connector }: { connector: string },
  { workspaceId }: Access<'connector.read'>,
  { connectors }: Pick<ConnectorDeps, 'connectors'>,
): Promise<Overlay | null> {
  if (isBuiltIn(connector)) throw new AppError('connector_built_in');
  const newest = await connectors.find(workspaceId, connector);
  if (newest === null) throw new AppError('not_found');
  return connectors.overlay(workspaceId, { connector, version: newest.version });
}

/**
 * Adds to an imported description what it does not say: where the API is, how to sign in, how lists go on, what an answer
 * means, which operations nobody needs. It becomes a new version of the connector: operations never change under theirs, so
 * steps keep the one they were built with. What does not fit the description is told, and does nothing.
 */
export async function setOverlay(
  edited: Edited,
  { workspaceId, userId }: Access<'connector.update'>,
  deps: OverlayDeps,
): Promise<{ connector: ConnectorRow; problems: string[]; previous: string }> {
  const { newest, source, sourceUrl, added, connector, read, problems } = await adjusted(edited, workspaceId, deps);
  const row = await deps.connectors.save({
    workspaceId,
    userId,
    connector,
    operations: read.operations,
    problems: read.problems,
    source,
    sourceUrl,
    overlay: added,
  });
  return { connector: row, problems, previous: newest.version };
}

/** An imported description with what an admin would add to it, before it is kept. */
export type Adjusted = {
  newest: ConnectorRow;
  source: string;
  sourceUrl: string | null;
  added: Overlay;
  connector: Omit<Connector, 'operations'>;
  read: ReadDescription;
  /** What of it does not fit the description. */
  problems: string[];
};

/** Reads the newest version of an imported description with something else added to it. Keeps nothing. */
export async function adjusted(
  { connector: id, overlay }: Edited,
  workspaceId: string,
  { connectors, descriptions }: OverlayDeps,
): Promise<Adjusted> {
  if (isBuiltIn(id)) throw new AppError('connector_built_in');
  const newest = await connectors.find(workspaceId, id);
  if (newest === null) throw new AppError('not_found');
  const ref = { connector: id, version: newest.version };
  const source = await connectors.source(workspaceId, ref);
  if (source === null) throw new AppError('not_found');
  const sourceUrl = await connectors.sourceUrl(workspaceId, ref);
  const address = overlay.baseUrl === undefined ? undefined : readBaseUrl(overlay.baseUrl);
  // Steps that are there map the body as a whole.
  const added: Overlay = { ...overlay, defaults: { ...overlay.defaults, isBodyFlat: false } };
  const version = versionOf(source, added);
  const options = { id, version, overlay: added, sourceUrl: sourceUrl ?? undefined };
  const read = await descriptions.read(source, options);
  const plain = await descriptions.read(source, { ...options, overlay: undefined });
  const baseUrl = address ?? newest.baseUrl ?? read.connector.baseUrl;
  const name = overlay.name ?? newest.name;
  const connector = { ...read.connector, id, version, name, ...(baseUrl === undefined ? {} : { baseUrl }) };
  // What else is to be said of the description was said when it was imported.
  const problems = read.problems.filter((problem) => !plain.problems.includes(problem));
  return { newest, source, sourceUrl, added, connector, read, problems };
}
