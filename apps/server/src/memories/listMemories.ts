import type { Access } from '../policies/can.ts';
import type { MemoryDeps, MemoryRow } from './memoryStore.ts';

/** What the flows of the workspace have seen, by flow. */
export function listMemories({ workspaceId }: Access<'memory.read'>, { memories }: MemoryDeps): Promise<MemoryRow[]> {
  return memories.list(workspaceId);
}
