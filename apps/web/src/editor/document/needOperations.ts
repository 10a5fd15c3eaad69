import { type FlowDocument, thingsOf, usedOperations } from '@patchbay/flow';
import type { EditorCatalog } from './createCatalog.ts';

/** Looks up what the steps of a document use, and the flows and tables that they name. A lookup that fails is tried again with the next change. */
export async function needOperations(catalog: EditorCatalog, document: FlowDocument): Promise<void> {
  const things = () => catalog.needTypes(thingsOf(document, catalog));
  await Promise.all([things(), catalog.need(usedOperations(document)).then(things)]).catch(() => undefined);
}
