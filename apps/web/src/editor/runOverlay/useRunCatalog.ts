import type { FlowDocument } from '@patchbay/flow';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { catalogSource } from '../catalogSource.ts';
import { createCatalog, type EditorCatalog, keyOf } from '../document/createCatalog.ts';

/** What the steps of a run's document can do, looked up for their faces. `isKnown` once that is over, however it went. */
export function useRunCatalog(
  workspaceId: string,
  { steps }: FlowDocument,
): { catalog: EditorCatalog; isKnown: boolean } {
  const [catalog] = useState(() => createCatalog(catalogSource(workspaceId)));
  const version = useSyncExternalStore(catalog.subscribe, catalog.getVersion);
  useEffect(() => {
    const refs = new Map(Object.values(steps).map(({ uses }) => [keyOf(uses), uses]));
    // A lookup that fails leaves plain faces; the run itself is all there.
    catalog.need([...refs.values()]).catch(() => undefined);
  }, [catalog, steps]);
  return { catalog, isKnown: version > 0 };
}
