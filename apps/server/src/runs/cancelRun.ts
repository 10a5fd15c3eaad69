import type { Access } from '../policies/can.ts';
import { findRun } from './findRun.ts';
import { recordByHand } from './recordByHand.ts';
import type { RunUseDeps } from './runPorts.ts';

/** Ends a run in any state. No call starts after it; one that is under way is given up. Nothing happens to an ended run. */
export async function cancelRun(runId: string, access: Access<'run.cancel'>, deps: RunUseDeps): Promise<void> {
  await findRun(runId, access, deps);
  await recordByHand(
    runId,
    (events) => {
      if (events.at(-1)?.type === 'run.finished') return [];
      const at = deps.now();
      return [
        { type: 'run.cancelled', at, by: access.userId },
        { type: 'run.finished', at, outcome: 'cancelled' },
      ];
    },
    deps,
  );
  deps.worker.abandon(runId);
}
