import type { Auth, Connector, Effect, Operation, Overlay } from '@patchbay/connector';
import type { Catalog, FlowDocument, OperationRef, ThingRef, ThingType } from '@patchbay/flow';
import type { DescriptionDifference } from '@patchbay/openapi';

/** An operation as the browser gets it: all of it but its code. */
export type OperationJson = Omit<Operation, 'perform' | 'toRequest' | 'pagingOf'>;

export type ConnectorRow = {
  id: string;
  version: string;
  name: string;
  description: string | null;
  category: Connector['category'];
  /** Further words it is found by. */
  keywords?: readonly string[];
  /** The name of its mark in the web app's set. */
  icon?: string;
  source: 'builtin' | 'imported';
  operationCount: number;
  /** It has triggers. */
  startsFlows?: true;
  baseUrl: string | null;
  auth: readonly Auth[];
};

export type OperationRow = {
  name: string;
  title: string;
  description?: string;
  group?: string;
  /** Further words it is found by. Built-in ones only. */
  keywords?: readonly string[];
  method?: string;
  path?: string;
  effect: Effect;
  deprecated?: boolean;
  kind: Operation['kind'];
  outlets?: readonly { name: string; label: string }[];
  /** In no list. */
  isHidden?: true;
};

/** An operation as the palette shows it. */
export type OperationHit = {
  connector: string;
  version: string;
  connectorName: string;
  category: Connector['category'];
  /** The connector's mark. */
  icon?: string;
  operation: string;
  title: string;
  description?: string;
  kind: Operation['kind'];
  effect: Effect;
  /** It does not go by all that was asked for. */
  isNear?: true;
};

export type ResolvedOperation = { ref: OperationRef; operation: OperationJson };

/** Looks operations up at once, for `check` and `compile`. */
export type OperationCatalog = Pick<Catalog, 'typeOf'> & { find(uses: OperationRef): Operation | undefined };

/** The types of the flows and of the tables of a workspace, by their ids; those that are not there are left out. */
export type ThingTypes = Readonly<
  Record<ThingRef['kind'], (workspaceId: string, ids: readonly string[]) => Promise<ReadonlyMap<string, ThingType>>>
>;

/** A connector as of one version, without its operations. */
export type ConnectorFacts = Pick<ConnectorRow, 'id' | 'version' | 'name' | 'category' | 'icon' | 'baseUrl' | 'auth'>;

export type CatalogSource = {
  /** The operations this document uses, with the facts of their connectors, and the types of what its steps name. */
  forDocument(workspaceId: string, document: FlowDocument): Promise<DocumentCatalog>;
  forRefs(workspaceId: string, refs: readonly OperationRef[]): Promise<DocumentCatalog>;
  /** The types of these flows and tables. */
  typesOf(workspaceId: string, things: readonly ThingRef[]): Promise<Required<Pick<Catalog, 'typeOf'>>>;
};

export type DocumentCatalog = OperationCatalog & {
  /** Undefined for a connector the workspace does not have. */
  connector(uses: ConnectorRef): ConnectorFacts | undefined;
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
  /** What an admin added to it. */
  overlay?: Overlay | null;
};

/** One version of one connector. */
export type ConnectorRef = Pick<OperationRef, 'connector' | 'version'>;

/** The imported connectors of a workspace. */
export type ConnectorStore = {
  /** The newest version of each. */
  list(workspaceId: string): Promise<ConnectorRow[]>;
  find(workspaceId: string, connector: string): Promise<ConnectorRow | null>;
  findVersion(workspaceId: string, ref: ConnectorRef): Promise<ConnectorRow | null>;
  operations(query: OperationQuery): Promise<{ items: OperationRow[]; nextCursor: string | null }>;
  /** Operations in which every word is found. */
  search(query: { workspaceId: string; words: readonly string[]; limit: number }): Promise<OperationHit[]>;
  /** Of these operations, those that are there; null where one has not been used yet and has to be read first. */
  definitions(
    workspaceId: string,
    ref: ConnectorRef,
    names: readonly string[],
  ): Promise<ReadonlyMap<string, OperationJson | null>>;
  keepDefinitions(
    workspaceId: string,
    ref: ConnectorRef,
    operations: ReadonlyMap<string, OperationJson>,
  ): Promise<void>;
  /** The description as it came. */
  source(workspaceId: string, ref: ConnectorRef): Promise<string | null>;
  /** Where the description was found; null where it was pasted. */
  sourceUrl(workspaceId: string, ref: ConnectorRef): Promise<string | null>;
  /** What an admin added to the description; null where nobody did. */
  overlay(workspaceId: string, ref: ConnectorRef): Promise<Overlay | null>;
  save(connector: NewConnector): Promise<ConnectorRow>;
  setBaseUrl(workspaceId: string, connector: string, baseUrl: string): Promise<void>;
  remove(workspaceId: string, connector: string): Promise<void>;
  /** Names of the flows whose draft or live version uses it, at most `limit`. */
  usedBy(workspaceId: string, connector: string, limit: number): Promise<string[]>;
  /** The steps of drafts that use it, by flow, at most `limit`. */
  stepsUsing(workspaceId: string, connector: string, limit: number): Promise<UsingStep[]>;
  /** All versions there are, the newest first. */
  versions(workspaceId: string, connector: string): Promise<string[]>;
};

/** A step of a flow that uses a connector. */
export type UsingStep = { flowId: string; flow: string; step: string; operation: string; version: string };

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

export type DescriptionOptions = {
  id: string;
  version: string;
  sourceUrl?: string | undefined;
  overlay?: Overlay | undefined;
};

/** A description as it came, and what an admin added to it. */
export type AdjustedSource = { source: string; overlay: Overlay | undefined };

/** Reads API descriptions away from the event loop. Throws AppError `description_unreadable` or `description_too_slow`. */
export type DescriptionReader = {
  read(source: string, options: DescriptionOptions & { progressKey?: string | undefined }): Promise<ReadDescription>;
  /** How far the reading of this key is; undefined where it has not begun or is done. */
  progressOf(key: string): { opened: number; total: number } | undefined;
  /** What is different in a later version; the operations `first` that somebody uses. */
  compare(versions: {
    earlier: AdjustedSource;
    later: AdjustedSource;
    first: readonly string[];
  }): Promise<DescriptionDifference>;
  /** The operations of these names in full; those it does not have are left out. */
  operations(
    source: string,
    options: DescriptionOptions & { names: readonly string[] },
  ): Promise<ReadonlyMap<string, OperationJson>>;
  close(): Promise<void>;
};

export type ConnectorDeps = {
  connectors: ConnectorStore;
  catalogs: CatalogSource;
  descriptions: DescriptionReader;
  /** Gets a text from a link, through egress. Throws AppError `link_unreachable`. */
  fetchText(url: string): Promise<string>;
};
