import type { Access } from '../policies/can.ts';
import { findRun } from './findRun.ts';
import type { CalledRow, RunStore } from './runPorts.ts';

/** As many as anybody looks through; a loop may have called a hundred times as many. */
const MOST = 200;

/** The runs that a run has called, or that one step of it has, the latest first. */
export async function listCalled(
  { runId, path }: { runId: string; path?: string | undefined },
  access: Access<'run.read'>,
  { runStore }: { runStore: RunStore },
): Promise<CalledRow[]> {
  await findRun(runId, access, { runStore });
  return runStore.calledBy({ runId, path }, MOST);
}
