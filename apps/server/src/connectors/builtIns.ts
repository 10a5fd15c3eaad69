import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Connector, Operation } from '@patchbay/connector';
import { apps, builtInConnectors, earlierVersions, everyConnector } from '@patchbay/connectors';
import type { ConnectorFacts, ConnectorRef, ConnectorRow, OperationHit, OperationRow } from './connectorStore.ts';

/** Those that have been read, by id: the ones without an app from the start, apps once something needed them. */
const read = new Map<string, Connector>(builtInConnectors.map((connector) => [connector.id, connector]));

/** Those of earlier versions that steps have asked for, by `app@version`. */
const readEarlier = new Map<string, Connector>();

/** Whether a connector comes with Patchbay. */
export function isBuiltIn(id: string): boolean {
  return read.has(id) || Object.hasOwn(apps, id);
}

/** A connector that comes with Patchbay. Undefined where none has this id. */
export async function findBuiltIn(id: string): Promise<Connector | undefined> {
  const known = read.get(id);
  if (known !== undefined || !isBuiltIn(id)) return known;
  const connector = await apps[id]?.();
  if (connector !== undefined) read.set(id, connector);
  return connector;
}

/** The same, at once, of those that have been read. */
export function readBuiltIn(id: string): Connector | undefined {
  return read.get(id);
}

/** One version of it: the newest, or an earlier one that is kept for the steps built with it. Undefined where there is none. */
export async function findBuiltInVersion({ connector, version }: ConnectorRef): Promise<Connector | undefined> {
  const key = `${connector}@${version}`;
  if (!Object.hasOwn(earlierVersions, key)) {
    const newest = await findBuiltIn(connector);
    return newest?.version === version ? newest : undefined;
  }
  const known = readEarlier.get(key);
  if (known !== undefined) return known;
  const earlier = await earlierVersions[key]?.();
  if (earlier !== undefined) readEarlier.set(key, earlier);
  return earlier;
}

/** The same, at once, of those that have been read. */
export function readBuiltInVersion({ connector, version }: ConnectorRef): Connector | undefined {
  const newest = read.get(connector);
  return newest?.version === version ? newest : readEarlier.get(`${connector}@${version}`);
}

/** The versions there are of a built-in connector, the newest first. */
export async function builtInVersions(id: string): Promise<string[]> {
  const newest = await findBuiltIn(id);
  if (newest === undefined) return [];
  const earlier = Object.keys(earlierVersions).flatMap((key) => {
    const [app, version = ''] = key.split('@');
    return app === id ? [version] : [];
  });
  return [newest.version, ...earlier.sort((left, right) => Number(right) - Number(left))];
}

/** All connectors that come with Patchbay, which are then all read. */
export async function allBuiltIns(): Promise<readonly Connector[]> {
  const all = await everyConnector();
  for (const connector of all) read.set(connector.id, connector);
  return all;
}

let isReadAhead = false;

/** Begins to read the apps, one after the other so that requests have their turns in between: the first list need not wait for all. */
export function readAhead(): void {
  if (isReadAhead) return;
  isReadAhead = true;
  // What asks for an app that cannot be read says so itself.
  readOneByOne().catch(() => undefined);
}

async function readOneByOne(): Promise<void> {
  for (const id of Object.keys(apps)) {
    await findBuiltIn(id);
    await nextTurn();
  }
}

/** What flows need to know of a built-in connector. */
export function builtInFacts(connector: Connector): ConnectorFacts {
  const { id, version, name, category, icon, baseUrl = null, auth } = connector;
  return { id, version, name, category, ...(icon !== undefined && { icon }), baseUrl, auth };
}

/** A built-in connector as the list shows it. */
export function builtInRow(connector: Connector): ConnectorRow {
  const { description = null, keywords } = connector;
  const operations = builtInOperations(connector);
  return {
    ...builtInFacts(connector),
    description,
    ...(keywords !== undefined && { keywords }),
    source: 'builtin',
    operationCount: operations.length,
    ...(operations.some(({ kind }) => kind === 'trigger') && { startsFlows: true }),
  };
}

/** A built-in connector's operations as its page lists them. */
export function builtInOperations(connector: Connector): OperationRow[] {
  return Object.entries(connector.operations)
    .filter(([, { isHidden }]) => isHidden !== true)
    .map(([name, operation]) => operationRow(name, operation));
}

/** An operation without its schemas. */
function operationRow(name: string, operation: Operation): OperationRow {
  const { title, description, group, keywords, effect, kind, outlets, request } = operation;
  return {
    name,
    title,
    effect,
    kind,
    ...(description === undefined ? {} : { description }),
    ...(group === undefined ? {} : { group }),
    ...(keywords === undefined ? {} : { keywords }),
    ...(outlets === undefined ? {} : { outlets }),
    ...(request === undefined ? {} : { method: request.method, path: request.path }),
  };
}

/** An operation as the palette shows it. */
export function operationHit(connector: ConnectorFacts, row: OperationRow): OperationHit {
  const { name: operation, title, description, kind, effect } = row;
  return {
    connector: connector.id,
    version: connector.version,
    connectorName: connector.name,
    category: connector.category,
    ...(connector.icon !== undefined && { icon: connector.icon }),
    operation,
    title,
    kind,
    effect,
    ...(description === undefined ? {} : { description }),
  };
}
