import type { RunEvent } from '@patchbay/execution';
import type { Access } from '../policies/can.ts';
import { findRun } from './findRun.ts';
import { type Ends, recordAtEnd, withMakingWay } from './recordByHand.ts';
import type { RunUseDeps } from './runPorts.ts';

/** Ends a run in any state. No call starts after it; one that is under way is given up. Nothing happens to an ended run. */
export async function cancelRun(runId: string, access: Access<'run.cancel'>, deps: RunUseDeps): Promise<void> {
  await findRun(runId, access, deps);
  await recordAtEnd(runId, (ends) => cancellation(ends, { at: deps.now(), by: access.userId }), withMakingWay(deps));
  deps.worker.abandon(runId);
}

/** The events that end a run here and now; none where it has ended. */
export function cancellation({ first, last }: Ends, { at, by }: { at: number; by: string }): RunEvent[] {
  if (first?.type !== 'run.started' || last?.type === 'run.finished') return [];
  const { depth } = first;
  return [
    { type: 'run.cancelled', at, by },
    { type: 'run.finished', at, outcome: 'cancelled', ...(depth !== undefined && { depth }) },
  ];
}
