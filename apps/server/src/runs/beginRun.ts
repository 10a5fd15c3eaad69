import type { LoadedPlan, RunEvent, RunMode } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import { newRunId } from './newRunId.ts';
import type { RunUseDeps } from './runPorts.ts';

export type Begun = {
  workspaceId: string;
  flowId: string;
  number: number | null;
  planId: string;
  plan: LoadedPlan;
  mode: RunMode;
  trigger: string;
  payload: unknown;
  /** What it takes over from another run. */
  carried?: RunEvent;
};

/** Starts a run in this process. Resolves with its id once it is stored; it goes on by itself from there. */
export function beginRun(deps: RunUseDeps, begun: Begun): Promise<{ runId: string }> {
  const { plan, payload, carried, ...facts } = begun;
  const runId = newRunId();
  const at = deps.now();
  const trigger = StepId.parse(begun.trigger);
  const started: RunEvent = { type: 'run.started', at, trigger, payload, mode: begun.mode };
  return new Promise((resolve, reject) => {
    deps.worker
      .begin({
        run: { ...facts, id: runId, startedAt: at },
        plan,
        started,
        ...(carried && { carried }),
        observe: () => {
          resolve({ runId });
        },
      })
      .catch((error: unknown) => {
        deps.onError(error, { runId });
        reject(error);
      });
  });
}
