import type { FlowDocument } from '@patchbay/flow';
import { catalogSource } from './catalogSource.ts';
import { createCatalog } from './document/createCatalog.ts';
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
