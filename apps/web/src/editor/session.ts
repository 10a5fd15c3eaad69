import { type FlowDocument, thingsOf } from '@patchbay/flow';
import { catalogSource } from './catalogSource.ts';
import { createCatalog, type EditorCatalog, keyOf } from './document/createCatalog.ts';
import { createEditor } from './document/createEditor.ts';
import { createIds } from './document/createIds.ts';
import { DraftSaver } from './document/DraftSaver.ts';
import { draftPorts } from './draftPorts.ts';
import type { EditorSession } from './useEditor.ts';

type Opened = {
  id: string;
  workspaceId: string;
  role: EditorSession['role'];
  draft: { document: FlowDocument; revision: number };
};

/** Opens a flow: its document with a history, what its steps can do, and the saver that keeps it safe. */
export function openSession({ id, workspaceId, role, draft }: Opened): EditorSession {
  const clientId = crypto.randomUUID();
  const editor = createEditor({ flow: draft.document, ids: createIds() });
  const catalog = createCatalog(catalogSource(workspaceId));
  const saver = new DraftSaver(editor, draft, draftPorts(id, clientId));
  return { flowId: id, workspaceId, role, clientId, editor, catalog, saver };
}

/** Looks up what the steps of a document use, and the flows and tables that they name. A lookup that fails is tried again with the next change. */
export async function needOperations(catalog: EditorCatalog, document: FlowDocument): Promise<void> {
  const refs = new Map(Object.values(document.steps).map(({ uses }) => [keyOf(uses), uses]));
  const things = () => catalog.needTypes(thingsOf(document, catalog));
  await Promise.all([things(), catalog.need([...refs.values()]).then(things)]).catch(() => undefined);
}
