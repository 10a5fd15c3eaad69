import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { MemoryDeps } from './memoryStore.ts';

/** Forgets what a step has seen: its next run takes every item for new. */
export async function clearMemory(
  { memoryId }: { memoryId: string },
  { workspaceId }: Access<'memory.clear'>,
  { memories }: MemoryDeps,
): Promise<void> {
  if (!(await memories.clear(workspaceId, memoryId))) throw new AppError('not_found');
}
