import type { FlowDocument } from '@patchbay/flow';
import type { OperationCatalog } from '../connectors/connectorStore.ts';

/** What starts by a request to an address of its own. */
const ADDRESSED: ReadonlySet<string | undefined> = new Set(['request', 'form']);

/** The steps that others reach by a URL. They get it as soon as they are drawn, so that it can be tried before publishing. */
export function hookSteps(document: FlowDocument, catalog: OperationCatalog): string[] {
  return Object.values(document.steps)
    .filter(({ uses }) => ADDRESSED.has(catalog.find(uses)?.startedBy))
    .map((step) => step.id);
}
