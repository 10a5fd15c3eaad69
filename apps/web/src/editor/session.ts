import type { FlowDocument } from '@patchbay/flow';
import { catalogSource } from './catalogSource.ts';
import { createCompany } from './company/createCompany.ts';
import { lostStep } from './company/lost.ts';
import { createCatalog } from './document/createCatalog.ts';
import { createEditor } from './document/createEditor.ts';
import { createIds } from './document/createIds.ts';
import { DraftSaver } from './document/DraftSaver.ts';
import { draftPorts } from './draftPorts.ts';
import { loadedPanels } from './lazyPanels.ts';
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
  const catalog = createCatalog(catalogSource(workspaceId));
  const editor = createEditor({
    flow: draft.document,
    ids: createIds(),
    settle: (change) => loadedPanels()?.settle(change, catalog.faceOf) ?? change.after,
  });
  const company = createCompany();
  const saver: DraftSaver = new DraftSaver(
    {
      ...editor,
      replace(flow) {
        // Whoever has chosen the other side knows that the step is gone.
        const lost = saver.getState().kind === 'conflict' ? undefined : lostStep(editor.getState(), flow);
        if (lost !== undefined) company.lose({ ...lost, clientId: company.getEdit()?.clientId });
        editor.replace(flow);
      },
    },
    draft,
    draftPorts(id, clientId),
  );
  return { flowId: id, workspaceId, role, clientId, editor, catalog, saver, company };
}
