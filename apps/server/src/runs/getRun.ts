import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { findRun } from './findRun.ts';
import type { RunDetail, RunUseDeps } from './runPorts.ts';

/** One run with its plan, its document and its whole journal. */
export async function getRun(
  runId: string,
  access: Access<'run.read'>,
  deps: Pick<RunUseDeps, 'runStore' | 'planStore' | 'journal'>,
): Promise<RunDetail> {
  const { row, planId } = await findRun(runId, access, deps);
  const [stored, events] = await Promise.all([deps.planStore.find(planId), deps.journal.read(runId)]);
  if (stored === null) throw new AppError('not_found');
  return { run: row, plan: stored.plan, document: stored.document, events };
}
