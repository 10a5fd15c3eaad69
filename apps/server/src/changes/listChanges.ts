import type { Access } from '../policies/can.ts';
import { type ChangeGroup, changeGroups } from './changeKinds.ts';
import type { ChangeDeps, ChangeRow } from './changeStore.ts';

type ListChanges = {
  search?: string | undefined;
  group?: ChangeGroup | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** What people have done in the workspace, newest first. */
export function listChanges(
  { group, ...query }: ListChanges,
  { workspaceId }: Access<'change.read'>,
  { changes }: ChangeDeps,
): Promise<{ items: ChangeRow[]; nextCursor: string | null }> {
  return changes.list({ workspaceId, ...query, kinds: group === undefined ? undefined : changeGroups[group] });
}
