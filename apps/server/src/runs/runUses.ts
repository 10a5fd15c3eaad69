import type { Captures } from '../hooks/captures.ts';
import type { HookPayload } from '../hooks/parsePayload.ts';
import type { Access } from '../policies/can.ts';
import { cancelRun } from './cancelRun.ts';
import { getRun } from './getRun.ts';
import { listRuns } from './listRuns.ts';
import { retryStep } from './retryStep.ts';
import type { RunDetail, RunPage, RunQuery, RunUseDeps } from './runPorts.ts';
import { startRun } from './startRun.ts';
import { type Tried, tryFlow } from './tryFlow.ts';
import { type Watched, watchRun } from './watchRun.ts';

/** The use cases of runs with what they need, for the API and the command line. */
export type RunUses = {
  runs: {
    /** Null when there is no such run. */
    workspaceOf(runId: string): Promise<string | null>;
    list(access: Access<'run.read'>, query: RunQuery): Promise<RunPage>;
    get(access: Access<'run.read'>, runId: string): Promise<RunDetail>;
    /** Yields what is known from event `from` on, then every batch as it becomes durable, until the run ends. */
    follow(runId: string, from: number, signal: AbortSignal): AsyncIterable<Watched>;
    try(access: Access<'run.try'>, tried: Tried): Promise<{ runId: string }>;
    start(access: Access<'run.start'>, input: { flowId: string; payload: unknown }): Promise<{ runId: string }>;
    cancel(access: Access<'run.cancel'>, runId: string): Promise<void>;
    retry(access: Access<'run.retry'>, input: { runId: string; path: string }): Promise<void>;
  };
  captures: {
    /** Yields every request to the step's URL while somebody listens. */
    listen(flowId: string, stepId: string, signal: AbortSignal): AsyncIterable<HookPayload>;
  };
};

export function createRunUses(deps: RunUseDeps, captures: Captures): RunUses {
  return {
    runs: {
      workspaceOf: async (runId) => (await deps.runStore.find(runId))?.workspaceId ?? null,
      list: (access, query) => listRuns(query, access, deps),
      get: (access, runId) => getRun(runId, access, deps),
      follow: (runId, from, signal) => watchRun({ runId, from }, signal, deps),
      try: (access, tried) => tryFlow(tried, access, deps),
      start: (access, input) => startRun(input, access, deps),
      cancel: (access, runId) => cancelRun(runId, access, deps),
      retry: (access, input) => retryStep(input, access, deps),
    },
    captures: { listen: (flowId, stepId, signal) => captures.listen(flowId, stepId, signal) },
  };
}
