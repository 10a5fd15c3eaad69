import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { RunStore } from './runPorts.ts';

/** The run, if it is the workspace's. Throws `not_found` for others' exactly as for none. */
export async function findRun(runId: string, access: Access, { runStore }: { runStore: RunStore }) {
  const found = await runStore.find(runId);
  if (found === null || found.workspaceId !== access.workspaceId) throw new AppError('not_found');
  return found;
}
