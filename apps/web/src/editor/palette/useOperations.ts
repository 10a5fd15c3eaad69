import { useSession } from '../useEditor.ts';
import { useFirstOperations } from './firstOperations.ts';
import type { OperationHit } from './operationHit.ts';

/** The first operations of the workspace, our own among them, as the rail and the empty canvas offer them. */
export function useOperations(): readonly OperationHit[] {
  const { workspaceId } = useSession();
  return useFirstOperations(workspaceId).data ?? NONE;
}

const NONE: readonly OperationHit[] = [];
