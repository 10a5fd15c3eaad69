import type { Connector, Operation } from '@patchbay/connector';
import { builtInConnectors } from '@patchbay/connectors';
import type { ConnectorRow, OperationHit, OperationRow } from './connectorStore.ts';

/** The connectors that come with Patchbay, by id. */
export const builtIns: ReadonlyMap<string, Connector> = new Map(
  builtInConnectors.map((connector) => [connector.id, connector]),
);

/** A built-in connector as the list shows it. */
export function builtInRow(connector: Connector): ConnectorRow {
  const { id, version, name, description = null, category, keywords, icon, baseUrl = null, auth } = connector;
  const operations = builtInOperations(connector);
  return {
    id,
    version,
    name,
    description,
    category,
    ...(keywords !== undefined && { keywords }),
    ...(icon !== undefined && { icon }),
    source: 'builtin',
    operationCount: operations.length,
    ...(operations.some(({ kind }) => kind === 'trigger') && { startsFlows: true }),
    baseUrl,
    auth,
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
export function operationHit(connector: Omit<ConnectorRow, 'operationCount'>, row: OperationRow): OperationHit {
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
