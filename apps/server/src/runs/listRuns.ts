import type { Access } from '../policies/can.ts';
import type { RunPage, RunQuery, RunStore } from './runPorts.ts';

/** A page of the workspace's runs, newest first. */
export function listRuns(
  query: RunQuery,
  access: Access<'run.read'>,
  { runStore }: { runStore: RunStore },
): Promise<RunPage> {
  return runStore.list(access.workspaceId, query);
}
