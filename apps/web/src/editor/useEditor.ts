import { type Catalog, type Diagnostic, type Step, type StepId, check } from '@patchbay/flow';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import { useTRPC } from '../api/trpc.ts';
import type { ConnectionRow, TableRow } from '../api/types.ts';
import type { EditorState } from './commands/command.ts';
import type { Company } from './company/createCompany.ts';
import type { EditorCatalog } from './document/createCatalog.ts';
import type { DraftSaver, SavingState } from './document/DraftSaver.ts';
import type { Editor, HistoryLabels } from './document/createEditor.ts';

/** Everything that belongs to one open flow. The same object for as long as the page stays on this flow. */
export type EditorSession = {
  flowId: string;
  workspaceId: string;
  role: 'owner' | 'admin' | 'builder' | 'viewer';
  /** This tab, as the server tells its changes from others'. */
  clientId: string;
  editor: Editor;
  catalog: EditorCatalog;
  saver: DraftSaver;
  /** Who else has the flow open. */
  company: Company;
};

export const EditorContext = createContext<EditorSession | undefined>(undefined);

/** The open flow. Throws outside an Editor. */
export function useSession(): EditorSession {
  const session = useContext(EditorContext);
  if (session === undefined) throw new Error('This part of the screen stands outside an Editor.');
  return session;
}

/** One part of the editor's state; draws again only when that part is another value. `select` must not build new objects. */
export function useEditor<Part>(select: (state: EditorState) => Part): Part {
  const { editor } = useSession();
  return useSyncExternalStore(editor.subscribe, () => select(editor.getState()));
}

/** The step with this id, or nothing once it is deleted. */
export function useStep(stepId: StepId): Step | undefined {
  return useEditor((state) => state.flow.steps[stepId]);
}

export function useHistoryLabels(): HistoryLabels {
  const { editor } = useSession();
  return useSyncExternalStore(editor.subscribe, editor.getHistory);
}

export function useSaving(): SavingState {
  const { saver } = useSession();
  return useSyncExternalStore(saver.subscribe, saver.getState);
}

/** The looked-up operations; draws again when more of them are known. */
export function useCatalog(): EditorCatalog {
  const { catalog } = useSession();
  useSyncExternalStore(catalog.subscribe, catalog.getVersion);
  return catalog;
}

/** What is wrong with the flow as it stands, worked out here on every change. Empty while operations are being looked up. */
export function useDiagnostics(): readonly Diagnostic[] {
  const { catalog } = useSession();
  const version = useSyncExternalStore(catalog.subscribe, catalog.getVersion);
  const flow = useEditor((state) => state.flow);
  const accounts = useAccounts();
  return useMemo(() => diagnosticsOf(flow, { catalog, version, accounts }), [flow, catalog, version, accounts]);
}

/** The connected accounts of the workspace; undefined until they are known. */
function useAccounts(): Known['accounts'] {
  const { workspaceId } = useSession();
  return useQuery(useTRPC().connection.list.queryOptions({ workspaceId })).data;
}

/** The accounts as they are known by now, without waiting for them. */
export function useKnownAccounts(): () => readonly ConnectionRow[] {
  const { workspaceId } = useSession();
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useCallback(
    () => queries.getQueryData(trpc.connection.list.queryKey({ workspaceId })) ?? [],
    [queries, trpc, workspaceId],
  );
}

/** The tables of the workspace, as the list of what to add asked for them. */
export function useKnownTables(): () => readonly TableRow[] {
  const { workspaceId } = useSession();
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useCallback(
    () => queries.getQueryData(trpc.table.list.queryKey({ workspaceId })) ?? [],
    [queries, trpc, workspaceId],
  );
}

type Known = { catalog: EditorCatalog; version: number; accounts: ReturnType<NonNullable<Catalog['accounts']>> };

let last: (Known & { flow: EditorState['flow']; found: readonly Diagnostic[] }) | undefined;

/** Several parts of the screen ask the same question about the same document: the last answer is kept. */
function diagnosticsOf(flow: EditorState['flow'], known: Known): readonly Diagnostic[] {
  const { catalog, version, accounts } = known;
  if (last?.flow === flow && last.catalog === catalog && last.version === version && last.accounts === accounts)
    return last.found;
  const found = catalog.isLooking() ? [] : check(flow, { ...catalog, accounts: () => accounts });
  last = { ...known, flow, found };
  return found;
}
