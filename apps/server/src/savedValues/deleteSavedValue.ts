import type { Access } from '../policies/can.ts';
import { refusingValue } from './refusingValue.ts';
import { type SavedValueDeps, savedKey } from './savedValueStore.ts';

/** Deletes a saved value; one that is gone already does not matter. */
export async function deleteSavedValue(
  { key }: { key: string },
  { workspaceId }: Access<'store.update'>,
  { savedValues }: SavedValueDeps,
): Promise<void> {
  await refusingValue(async () => savedValues.remove({ workspaceId }, savedKey(key)));
}
