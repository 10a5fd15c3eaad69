import type { Connector, Operation, Overlay, Server } from '@patchbay/connector';
import { type ApiDocument, note, openDocument, problemSentences } from './apiDocument.ts';
import { categoryOf } from './category.ts';
import { DescriptionError } from './descriptionError.ts';
import { asOpenApi } from './discovery/asOpenApi.ts';
import { externalReferences } from './externalReferences.ts';
import { objectIn, textIn } from './json.ts';
import { operationSources } from './operationSource.ts';
import { applyOverlay } from './overlay/applyOverlay.ts';
import { overlaySummaries } from './overlay/overlaySummaries.ts';
import { type DescriptionSource, parseSource } from './parseSource.ts';
import { readOperation } from './readOperation.ts';
import { readSecurity } from './security.ts';
import { readServers } from './servers.ts';
import { type OperationSummary, summaries } from './summary.ts';
import { help, plainText } from './words.ts';

export type DescriptionOptions = {
  /** The connector's id. */
  id: string;
  /** The connector's version; by default the API's own. */
  version?: string;
  /** What people need to know beyond it. */
  overlay?: Overlay;
  /** Where the text was found: addresses in it may be relative to that. */
  sourceUrl?: string;
};

/** An API description, opened: its operations are listed, and each is read when it is asked for. */
export type Description = {
  connector: Omit<Connector, 'operations'>;
  operations: readonly OperationSummary[];
  /** One operation, whole; undefined where the description has none of that name. */
  operation(name: string): Operation | undefined;
  /** What could not be read or needs a look, in sentences. */
  problems: readonly string[];
  /**
   * Opens one operation after the other, so that `problems` tells of all of them, until that has taken so many milliseconds.
   * Gives how many were opened.
   */
  inspect(withinMs: number, onOpened?: (opened: number) => void): number;
};

/** How many opened operations are kept, so that a flow's dozen steps are read once. */
const KEPT = 200;

/**
 * Opens an OpenAPI 3.x or Swagger 2.0 description or one in Google's discovery format, JSON or YAML. Never fetches anything and never resolves the document
 * as a whole. Throws DescriptionError where it is broken or something else.
 */
export function readDescription(source: DescriptionSource, options: DescriptionOptions): Description {
  const document = openDocument(asOpenApi(parseSource(source)));
  const connector = connectorOf(document, options);
  const sources = operationSources(document);
  const { overlay } = options;
  const described = summaries(sources, document.root);
  const operations =
    overlay === undefined ? described : overlaySummaries(described, overlay, (it) => note(document, it));
  const security = readSecurity(document, overlay?.auth);
  for (const where of externalReferences(document.root, document.self)) {
    note(document, `It refers to ${where}, which is not fetched. That part is left open.`);
  }
  if (operations.length === 0) {
    throw new DescriptionError('nothing_to_call', 'It describes no operations, so there is nothing to call.');
  }
  const indexes = new Map(operations.map((summary, index) => [summary.name, index]));
  const names = new Map(described.map(({ name }, index) => [name, operations[index]?.name ?? name]));
  const opened = new Map<string, Operation>();
  const read = (index: number): Operation | undefined => {
    const summary = operations[index];
    const source = sources[index];
    return summary && source && readOperation(source, { document, security, summary });
  };
  const finish = (operation: Operation, index: number): Operation => {
    if (overlay === undefined) return operation;
    return applyOverlay(operation, {
      overlay,
      name: described[index]?.name ?? '',
      names,
      answerOf: (name) => read(indexes.get(name) ?? -1)?.output,
      say: (problem) => note(document, problem),
    });
  };
  return {
    connector: { ...connector, auth: security.auth },
    operations,
    operation(name) {
      const known = opened.get(name);
      const index = indexes.get(name);
      if (known !== undefined || index === undefined) return known;
      const described = read(index);
      if (described === undefined) return undefined;
      const operation = finish(described, index);
      if (opened.size >= KEPT) opened.clear();
      opened.set(name, operation);
      return operation;
    },
    get problems() {
      return problemSentences(document);
    },
    inspect: (withinMs, onOpened) =>
      openInTurn(sources.length, { withinMs, ...(onOpened && { onOpened }), open: read }),
  };
}

type Turn = { withinMs: number; open(index: number): unknown; onOpened?: (opened: number) => void };

/** Opens one after the other until the time is up; how many it were. */
function openInTurn(count: number, { withinMs, open, onOpened }: Turn): number {
  const until = performance.now() + withinMs;
  for (let index = 0; index < count; index += 1) {
    if (performance.now() > until) return index;
    open(index);
    onOpened?.(index + 1);
  }
  return count;
}

/** A description as a Connector with every operation read: for small ones. Throws DescriptionError. */
export function fromOpenApi(source: string | Uint8Array, options: DescriptionOptions): Connector {
  const description = readDescription(source, options);
  const operations = description.operations.flatMap(({ name }): [string, Operation][] => {
    const operation = description.operation(name);
    return operation === undefined ? [] : [[name, operation]];
  });
  return { ...description.connector, operations: Object.fromEntries(operations) };
}

function connectorOf(document: ApiDocument, options: DescriptionOptions): Omit<Connector, 'operations' | 'auth'> {
  const { overlay = {} } = options;
  const info = objectIn(document.root, 'info');
  const name = overlay.name ?? nameOf(textIn(info, 'title'), options.id);
  const description = overlay.description ?? help(textIn(info, 'summary') ?? textIn(info, 'description'));
  const { baseUrl: found, servers } = readServers(document, options.sourceUrl);
  const baseUrl = overlay.baseUrl ?? found;
  const { keywords, icon, test } = overlay;
  return {
    id: options.id,
    version: options.version ?? versionOf(textIn(info, 'version')),
    name,
    ...(description === undefined ? {} : { description }),
    category: overlay.category ?? categoryOf(`${name} ${description ?? ''}`),
    ...(keywords === undefined ? {} : { keywords }),
    ...(icon === undefined ? {} : { icon }),
    ...(baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/+$/, '') }),
    ...(test === undefined ? {} : { test }),
    ...(isChoice(servers) && overlay.baseUrl === undefined ? { servers } : {}),
  };
}

/** One address without a variable leaves nothing to choose. */
function isChoice(servers: readonly Server[]): boolean {
  return servers.length > 1 || servers.some(({ variables }) => variables !== undefined);
}

/** A saved step holds the version, so it is short and plain: some APIs give a whole date. */
function versionOf(version: string | undefined): string {
  return (
    (version ?? '')
      .replace(/[^\w.-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || '1'
  );
}

/** `Acme REST API v2` is `Acme` to a person. */
function nameOf(title: string | undefined, fallback: string): string {
  const plain = plainText(title ?? '').slice(0, 80);
  const short = plain
    .replace(/\((preview|beta)\)|['’]s official\b|\bofficial\b/gi, '')
    .replace(/\b(open ?api|swagger)\b.*$/i, '')
    .replace(/[\s\-–:]*\b(v\d[\w.]*|rest|http|web|public|api|apis|specification)\b/gi, '')
    .replace(/[\s\-–:]+$/, '')
    .trim();
  return short || plain || fallback;
}
