import type { FlowDocument } from '@patchbay/flow';
import type { OperationCatalog } from '../connectors/connectorStore.ts';

/** The steps that others reach by a URL. They get it as soon as they are drawn, so that it can be tried before publishing. */
export function hookSteps(document: FlowDocument, catalog: OperationCatalog): string[] {
  return Object.values(document.steps)
    .filter(({ uses }) => uses.operation === 'webhook' && catalog.find(uses)?.kind === 'trigger')
    .map((step) => step.id);
}
