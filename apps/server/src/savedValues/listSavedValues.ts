import type { Access } from '../policies/can.ts';
import type { SavedValueDeps, SavedValuePage, SavedValueQuery } from './savedValueStore.ts';

/** One page of the values that flows have saved, in the order of their keys. */
export function listSavedValues(
  query: SavedValueQuery,
  { workspaceId }: Access<'store.read'>,
  { savedValues }: SavedValueDeps,
): Promise<SavedValuePage> {
  return savedValues.list(workspaceId, query);
}
