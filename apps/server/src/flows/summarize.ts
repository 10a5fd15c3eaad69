import type { ConnectorCategory } from '@patchbay/connector';
import { check, type Diagnostic, type FlowDocument, type OperationRef } from '@patchbay/flow';
import type { DocumentCatalog } from '../connectors/connectorStore.ts';

/** How many connectors a flow's line in the list draws before it says "and 3 more". */
const CHAIN_LENGTH = 5;

/** `operation` tells the house's own steps apart on the screen: they all belong to one connector. */
type ChainLink = { connector: string; operation: string; name: string; category: ConnectorCategory; icon?: string };

/** What the list of flows shows of a document, kept on the flow's row so that no list loads a document. */
export type FlowSummary = {
  chain: ChainLink[];
  chainMore: number;
  problems: number;
  /** What the list is also searched by: the names of the apps and of the steps. */
  words: string;
};

/** So that the row of a flow with a thousand steps stays a row. */
const WORDS_LENGTH = 4_000;

/** Works out the list line of a document: its connectors in reading order, and how many things stop it from publishing. */
export function summarize(document: FlowDocument, catalog: DocumentCatalog): FlowSummary {
  const chain = connectorsInOrder(document).map((uses): ChainLink => {
    const connector = catalog.connector(uses);
    return {
      connector: uses.connector,
      operation: uses.operation,
      name: connector?.name ?? uses.connector,
      category: connector?.category ?? 'developer',
      ...(connector?.icon !== undefined && { icon: connector.icon }),
    };
  });
  return {
    chain: chain.slice(0, CHAIN_LENGTH),
    chainMore: Math.max(0, chain.length - CHAIN_LENGTH),
    problems: check(document, catalog).filter(isError).length,
    words: wordsOf(document, chain),
  };
}

/** A line each: no search finds the end of one name and the start of the next. */
function wordsOf({ steps }: FlowDocument, chain: readonly ChainLink[]): string {
  // Every flow has steps of the house: finding them by its name says nothing.
  const apps = chain.filter(({ connector }) => connector !== 'core').map(({ name }) => name);
  return [...new Set([...apps, ...Object.values(steps).map(({ name }) => name)])].join('\n').slice(0, WORDS_LENGTH);
}

/** Top to bottom, then left to right, as they stand on the canvas; neighbours that look alike count once. */
function connectorsInOrder(document: FlowDocument): OperationRef[] {
  return Object.values(document.steps)
    .sort((a, b) => a.position.y - b.position.y || a.position.x - b.position.x)
    .map((step) => step.uses)
    .filter((uses, index, all) => !looksLike(uses, all[index - 1]));
}

/** The house's own steps have an icon an operation; all others wear their connector's letters. */
function looksLike(uses: OperationRef, other: OperationRef | undefined): boolean {
  if (uses.connector !== other?.connector) return false;
  return uses.connector !== 'core' || uses.operation === other.operation;
}

/** Whether a diagnostic stops publishing. */
export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}
