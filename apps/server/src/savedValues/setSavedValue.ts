import type { Access } from '../policies/can.ts';
import { refusingValue } from './refusingValue.ts';
import { type SavedValueDeps, savedKey } from './savedValueStore.ts';

/** Saves a value under a key, over the one that is there; one that would have expired stays from now on. */
export function setSavedValue(
  { key, value }: { key: string; value?: unknown },
  { workspaceId }: Access<'store.update'>,
  { savedValues }: SavedValueDeps,
): Promise<void> {
  return refusingValue(async () =>
    savedValues.set({ workspaceId }, { key: savedKey(key), value: value ?? null, expiresAt: null }),
  );
}
