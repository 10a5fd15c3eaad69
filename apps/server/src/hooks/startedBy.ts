import type { LoadedPlan, RunEvent } from '@patchbay/execution';
import { StepId } from '@patchbay/flow';
import { newRunId } from '../runs/newRunId.ts';
import type { Beginning } from '../worker/workerPorts.ts';
import type { LiveTrigger, Route } from './routes.ts';

type Started = {
  route: Route;
  live: LiveTrigger;
  payload: unknown;
  /** When, in ms since 1970. */
  at: number;
  /** What tells that it is the same delivery again. */
  key?: string;
};

/** The run that something which came to an address starts. */
export function startedBy({ route, live, payload, at, key }: Started): {
  run: Beginning['run'];
  plan: LoadedPlan;
  started: RunEvent;
} {
  const { hookId, workspaceId, flowId, stepId } = route;
  const started: RunEvent = { type: 'run.started', at, trigger: StepId.parse(stepId), payload, mode: 'live' };
  const run = {
    id: newRunId(),
    workspaceId,
    flowId,
    number: live.number,
    planId: live.planId,
    mode: 'live' as const,
    trigger: stepId,
    startedAt: at,
    ...(key !== undefined && { delivery: { hookId, key } }),
  };
  return { run, plan: live.plan, started };
}
