import type { Access } from '../policies/can.ts';
import type { ConnectorDeps } from './connectorStore.ts';

/** How far an import of this workspace is, as the importing process knows; null before, after, and to other processes. */
export function importProgress(
  { importId }: { importId: string },
  { workspaceId }: Access<'connector.import'>,
  { descriptions }: Pick<ConnectorDeps, 'descriptions'>,
): { opened: number; total: number } | null {
  return descriptions.progressOf(progressKey(workspaceId, importId)) ?? null;
}

/** Tells the imports of different people apart. */
export const progressKey = (workspaceId: string, importId: string) => `${workspaceId} ${importId}`;
