import type { ConnectorCategory } from '@patchbay/connector';
import { check, type Diagnostic, type FlowDocument, type OperationRef } from '@patchbay/flow';
import type { DocumentCatalog } from '../connectors/connectorStore.ts';

/** How many connectors a flow's line in the list draws before it says "and 3 more". */
const CHAIN_LENGTH = 5;

export type ChainLink = { connector: string; name: string; category: ConnectorCategory };

/** What the list of flows shows of a document, kept on the flow's row so that no list loads a document. */
export type FlowSummary = { chain: ChainLink[]; chainMore: number; problems: number };

export const emptySummary: FlowSummary = { chain: [], chainMore: 0, problems: 0 };

/** Works out the list line of a document: its connectors in reading order, and how many things stop it from publishing. */
export function summarize(document: FlowDocument, catalog: DocumentCatalog): FlowSummary {
  const chain = connectorsInOrder(document).map((uses): ChainLink => {
    const connector = catalog.connector(uses);
    return {
      connector: uses.connector,
      name: connector?.name ?? uses.connector,
      category: connector?.category ?? 'developer',
    };
  });
  return {
    chain: chain.slice(0, CHAIN_LENGTH),
    chainMore: Math.max(0, chain.length - CHAIN_LENGTH),
    problems: check(document, catalog).filter(isError).length,
  };
}

/** Left to right, then top to bottom, as they stand on the canvas; neighbours of one connector count once. */
function connectorsInOrder(document: FlowDocument): OperationRef[] {
  return Object.values(document.steps)
    .sort((a, b) => a.position.x - b.position.x || a.position.y - b.position.y)
    .map((step) => step.uses)
    .filter((uses, index, all) => all[index - 1]?.connector !== uses.connector);
}

/** Whether a diagnostic stops publishing. */
export function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}
