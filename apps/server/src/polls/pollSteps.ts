import type { FlowDocument } from '@patchbay/flow';
import type { OperationCatalog } from '../connectors/connectorStore.ts';

/** The steps of a checked document that look at another system again and again. Those switched off are left out. */
export function pollSteps(document: FlowDocument, catalog: OperationCatalog): string[] {
  return Object.values(document.steps)
    .filter(({ disabled, uses }) => disabled !== true && isLookedFor(catalog.find(uses)?.startedBy))
    .map(({ id }) => id);
}

function isLookedFor(startedBy: string | undefined): boolean {
  return startedBy === 'poll' || startedBy === 'mail';
}
