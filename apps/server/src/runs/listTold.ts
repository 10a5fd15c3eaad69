import type { Access } from '../policies/can.ts';
import { findRun } from './findRun.ts';
import type { RunStore, ToldRow } from './runPorts.ts';

/** The runs that were started because this one failed. */
export async function listTold(
  { runId }: { runId: string },
  access: Access<'run.read'>,
  { runStore }: { runStore: RunStore },
): Promise<ToldRow[]> {
  await findRun(runId, access, { runStore });
  return runStore.toldOf(runId);
}
