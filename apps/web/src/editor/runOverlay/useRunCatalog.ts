import type { FlowDocument } from '@patchbay/flow';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { catalogSource } from '../catalogSource.ts';
import { createCatalog, type EditorCatalog } from '../document/createCatalog.ts';
import { needOperations } from '../document/needOperations.ts';

/** What the steps of a run's document can do, looked up for their faces. `isKnown` once that is over, however it went. */
export function useRunCatalog(
  workspaceId: string,
  document: FlowDocument,
): { catalog: EditorCatalog; isKnown: boolean } {
  const [catalog] = useState(() => createCatalog(catalogSource(workspaceId)));
  const version = useSyncExternalStore(catalog.subscribe, catalog.getVersion);
  useEffect(() => {
    // A lookup that fails leaves plain faces; the run itself is all there.
    void needOperations(catalog, document);
  }, [catalog, document]);
  return { catalog, isKnown: version > 0 };
}
