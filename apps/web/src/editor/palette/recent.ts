import { hitKey, type OperationHit } from './operationHit.ts';

const MOST = 8;

/** The operations last used in this browser for a workspace, the latest first. */
export function recentOperations(workspaceId: string): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyFor(workspaceId)) ?? '[]');
    return Array.isArray(stored) ? stored.filter((entry) => typeof entry === 'string').slice(0, MOST) : [];
  } catch {
    return []; // Storage is blocked or holds something else: nothing is recent.
  }
}

export function rememberOperation(workspaceId: string, hit: Pick<OperationHit, 'connector' | 'operation'>): void {
  const key = hitKey(hit);
  const next = [key, ...recentOperations(workspaceId).filter((other) => other !== key)].slice(0, MOST);
  try {
    localStorage.setItem(keyFor(workspaceId), JSON.stringify(next));
  } catch {
    // Storage is blocked or full. Forgetting what is recent is all that is lost.
    return;
  }
}

function keyFor(workspaceId: string): string {
  return `patchbay-recent-${workspaceId}`;
}
