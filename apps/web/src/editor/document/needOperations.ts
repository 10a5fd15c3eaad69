import { type FlowDocument, thingsOf } from '@patchbay/flow';
import { type EditorCatalog, keyOf } from './createCatalog.ts';

/** Looks up what the steps of a document use, and the flows and tables that they name. A lookup that fails is tried again with the next change. */
export async function needOperations(catalog: EditorCatalog, document: FlowDocument): Promise<void> {
  const refs = new Map(Object.values(document.steps).map(({ uses }) => [keyOf(uses), uses]));
  const things = () => catalog.needTypes(thingsOf(document, catalog));
  await Promise.all([things(), catalog.need([...refs.values()]).then(things)]).catch(() => undefined);
}
