import type { Auth, Connector, Effect, Operation } from '@patchbay/connector';
import type { FlowDocument, OperationRef } from '@patchbay/flow';

/** An operation as the browser gets it: all of it but its code. */
export type OperationJson = Omit<Operation, 'perform' | 'toRequest'>;

export type ConnectorRow = {
  id: string;
  version: string;
  name: string;
  description: string | null;
  category: Connector['category'];
  source: 'builtin' | 'imported';
  operationCount: number;
  baseUrl: string | null;
  auth: readonly Auth[];
};

export type OperationRow = {
  name: string;
  title: string;
  description?: string;
  group?: string;
  method?: string;
  path?: string;
  effect: Effect;
  deprecated?: boolean;
  kind: Operation['kind'];
  outlets?: readonly { name: string; label: string }[];
};

/** An operation as the palette shows it. */
export type OperationHit = {
  connector: string;
  version: string;
  connectorName: string;
  category: Connector['category'];
  operation: string;
  title: string;
  description?: string;
  kind: Operation['kind'];
  effect: Effect;
};

export type ResolvedOperation = { ref: OperationRef; operation: OperationJson };

/** Looks operations up at once, for `check` and `compile`. */
export type OperationCatalog = { find(uses: OperationRef): Operation | undefined };

export type CatalogSource = {
  /** The operations this document uses, loaded; the connectors' names and categories for its list row. */
  forDocument(workspaceId: string, document: FlowDocument): Promise<DocumentCatalog>;
  forRefs(workspaceId: string, refs: readonly OperationRef[]): Promise<DocumentCatalog>;
};

export type DocumentCatalog = OperationCatalog & {
  connectorOf(uses: OperationRef): { id: string; name: string; category: Connector['category'] };
};

/** A connector about to be kept: its description as it came, and the list of its operations. */
export type NewConnector = {
  workspaceId: string;
  userId: string;
  connector: Omit<Connector, 'operations'>;
  operations: readonly OperationRow[];
  problems: readonly string[];
  /** The description as it came; operations are read from it when first used. */
  source: string;
  sourceUrl: string | null;
};

/** The imported connectors of a workspace. */
export type ConnectorStore = {
  list(workspaceId: string): Promise<ConnectorRow[]>;
  find(workspaceId: string, connector: string): Promise<ConnectorRow | null>;
  operations(query: OperationQuery): Promise<{ items: OperationRow[]; nextCursor: string | null }>;
  search(query: { workspaceId: string; query: string; limit: number }): Promise<OperationHit[]>;
  /** The operation as kept at its first use; null when it was not used yet or is not there. */
  definition(workspaceId: string, ref: OperationRef): Promise<OperationJson | null>;
  keepDefinition(workspaceId: string, ref: OperationRef, operation: OperationJson): Promise<void>;
  source(workspaceId: string, ref: Omit<OperationRef, 'operation'>): Promise<string | null>;
  save(connector: NewConnector): Promise<ConnectorRow>;
  setBaseUrl(workspaceId: string, connector: string, baseUrl: string): Promise<void>;
  remove(workspaceId: string, connector: string): Promise<void>;
  /** Names of the flows whose draft or live version uses it, at most `limit`. */
  usedBy(workspaceId: string, connector: string, limit: number): Promise<string[]>;
};

export type OperationQuery = {
  workspaceId: string;
  connector: string;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** A description read by somebody who may be interrupted. */
export type ReadDescription = {
  connector: Omit<Connector, 'operations'>;
  operations: OperationRow[];
  problems: string[];
};

/** Reads API descriptions away from the event loop. */
export type DescriptionReader = {
  /** Throws AppError `description_unreadable` or `description_too_slow`. */
  read(
    source: string,
    options: { id: string; version: string; sourceUrl?: string | undefined },
  ): Promise<ReadDescription>;
  operation(source: string, ref: OperationRef): Promise<OperationJson | null>;
};

export type ConnectorDeps = {
  connectors: ConnectorStore;
  catalogs: CatalogSource;
  descriptions: DescriptionReader;
  /** Gets a text from a link, through egress. Throws AppError `link_unreachable`. */
  fetchText(url: string): Promise<string>;
};
