import { type Connector, type Operation, polledName, pollOf } from '@patchbay/connector';
import { type OperationRef, type ThingRef, type ThingType, thingsOf } from '@patchbay/flow';
import { builtInFacts, findBuiltInVersion, isBuiltIn } from './builtIns.ts';
import type {
  CatalogSource,
  ConnectorDeps,
  ConnectorFacts,
  ConnectorRef,
  OperationJson,
  ThingTypes,
} from './connectorStore.ts';

/** How many operations stay in memory. A version is named by its content, so what is kept never goes stale. */
const KEPT = 2_000;

type Ports = Pick<ConnectorDeps, 'connectors' | 'descriptions'> & { thingTypes: ThingTypes };

/**
 * Finds the operations a document uses, wherever they come from: built-in ones in the code, imported ones in the
 * database, and those that nobody has used yet in their description, which is read for it once.
 */
export function createCatalogs(ports: Ports): CatalogSource {
  const kept = new Map<string, Operation>();
  const forRefs = async (workspaceId: string, refs: readonly OperationRef[]) => {
    const operations = new Map<string, Operation>();
    const connectors = new Map<string, ConnectorFacts>();
    for (const group of groupByConnector(refs)) {
      const found = await findGroup({ workspaceId, group, kept, ports });
      if (found === undefined) continue;
      connectors.set(connectorKey(group), found.connector);
      for (const [name, operation] of found.operations)
        operations.set(operationKey({ ...group, operation: name }), operation);
    }
    const polls = pollsOf(refs, operations);
    return {
      find: (uses: OperationRef) => operations.get(operationKey(uses)) ?? polls.get(operationKey(uses)),
      connector: (uses: ConnectorRef) => connectors.get(connectorKey(uses)),
    };
  };
  const typesOf: CatalogSource['typesOf'] = (workspaceId, things) => findTypes(workspaceId, things, ports.thingTypes);
  return {
    forRefs,
    typesOf,
    async forDocument(workspaceId, document) {
      const refs = Object.values(document.steps).map((step) => step.uses);
      const catalog = await forRefs(workspaceId, refs);
      return { ...catalog, ...(await typesOf(workspaceId, thingsOf(document, catalog))) };
    },
  };
}

/** Those that were asked for and are not there are gone; nothing is known of others. */
async function findTypes(workspaceId: string, things: readonly ThingRef[], thingTypes: ThingTypes) {
  const found = new Map<string, ThingType | null>(things.map((thing) => [thingKey(thing), null]));
  for (const [kind, named] of Map.groupBy(things, (thing) => thing.kind)) {
    const ids = named.map(({ id }) => id);
    for (const [id, type] of await thingTypes[kind](workspaceId, ids)) found.set(thingKey({ kind, id }), type);
  }
  return { typeOf: (thing: ThingRef) => found.get(thingKey(thing)) };
}

function thingKey({ kind, id }: ThingRef): string {
  return `${kind} ${id}`;
}

/** The triggers that look with an operation, which are in no connector: each is made of its operation. */
function pollsOf(refs: readonly OperationRef[], operations: ReadonlyMap<string, Operation>): Map<string, Operation> {
  const polls = new Map<string, Operation>();
  for (const ref of refs) {
    const name = polledName(ref.operation);
    const polled = name === undefined ? undefined : operations.get(operationKey({ ...ref, operation: name }));
    const poll = polled && pollOf(polled);
    if (poll !== undefined) polls.set(operationKey(ref), poll);
  }
  return polls;
}

type Group = ConnectorRef & { names: string[] };
type Found = { connector: ConnectorFacts; operations: ReadonlyMap<string, Operation> };
type Search = { workspaceId: string; group: Group; kept: Map<string, Operation>; ports: Ports };

function groupByConnector(refs: readonly OperationRef[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { connector, version, operation } of refs) {
    const key = connectorKey({ connector, version });
    const group = groups.get(key) ?? { connector, version, names: [] };
    const name = polledName(operation) ?? operation;
    if (!group.names.includes(name)) group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()];
}

async function findGroup(search: Search): Promise<Found | undefined> {
  const { workspaceId, group, ports } = search;
  if (isBuiltIn(group.connector)) {
    const builtIn = await findBuiltInVersion(group);
    if (builtIn === undefined) return undefined;
    return { connector: builtInFacts(builtIn), operations: operationsOf(builtIn, group.names) };
  }
  const connector = await ports.connectors.findVersion(workspaceId, group);
  if (connector === null) return undefined;
  return { connector, operations: await importedOperations(search) };
}

/** Only those that are asked for: the others are not read from their description for it. */
function operationsOf({ operations }: Connector, names: readonly string[]): Map<string, Operation> {
  const found = new Map<string, Operation>();
  for (const name of names) {
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (operation !== undefined) found.set(name, operation);
  }
  return found;
}

async function importedOperations({
  workspaceId,
  group,
  kept,
  ports,
}: Search): Promise<ReadonlyMap<string, Operation>> {
  const keyOf = (name: string) => `${workspaceId} ${operationKey({ ...group, operation: name })}`;
  const operations = new Map<string, Operation>();
  for (const name of group.names) {
    const operation = kept.get(keyOf(name));
    if (operation !== undefined) operations.set(name, operation);
  }
  const wanted = group.names.filter((name) => !operations.has(name));
  if (wanted.length > 0) {
    for (const [name, operation] of await loadOperations({ workspaceId, group: { ...group, names: wanted }, ports })) {
      operations.set(name, operation);
      keep(kept, keyOf(name), operation);
    }
  }
  return operations;
}

/** From the database; those used for the first time from the description, which are then in the database too. */
async function loadOperations({
  workspaceId,
  group,
  ports,
}: Omit<Search, 'kept'>): Promise<Map<string, OperationJson>> {
  const { connectors, descriptions } = ports;
  const loaded = new Map<string, OperationJson>();
  const unread: string[] = [];
  for (const [name, operation] of await connectors.definitions(workspaceId, group, group.names)) {
    if (operation === null) unread.push(name);
    else loaded.set(name, operation);
  }
  const source = unread.length > 0 ? await connectors.source(workspaceId, group) : null;
  if (source === null) return loaded;
  const { connector: id, version } = group;
  const overlay = (await connectors.overlay(workspaceId, group)) ?? undefined;
  const read = await descriptions.operations(source, { id, version, overlay, names: unread });
  await connectors.keepDefinitions(workspaceId, group, read);
  for (const [name, operation] of read) loaded.set(name, operation);
  return loaded;
}

function keep(kept: Map<string, Operation>, key: string, operation: Operation): void {
  kept.set(key, operation);
  const oldest = kept.keys().next();
  if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
}

function connectorKey({ connector, version }: ConnectorRef): string {
  return `${connector}@${version}`;
}

function operationKey({ connector, version, operation }: OperationRef): string {
  return `${connector}@${version}/${operation}`;
}
