import type { Plan, RunEvent, RunMode, RunStatus } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import type { Access } from '../../policies/can.ts';

/** One line of a list of runs. Times are ISO instants; `version` is the published number, null for a try. */
export type RunRow = {
  id: string;
  flowId: string;
  flowName: string;
  version: number | null;
  mode: RunMode;
  status: RunStatus;
  trigger: string;
  startedAt: string;
  finishedAt: string | null;
  durationMs: number | null;
  error: string | null;
};

export type RunQuery = {
  flowId?: string | undefined;
  status?: RunStatus | undefined;
  mode?: RunMode | undefined;
  search?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

export type RunDetail = { run: RunRow; plan: Plan; document: FlowDocument; events: RunEvent[] };

export type Tried = {
  flowId: string;
  document: FlowDocument;
  mode: RunMode;
  trigger?: string | undefined;
  payload: unknown;
};

export type CapturedRequest = { body: unknown; query: unknown; headers: Record<string, string>; method: string };

/** What the API needs of runs and hooks. */
export type RunDeps = {
  runs: {
    workspaceOf(runId: string): Promise<string | null>;
    list(access: Access<'run.read'>, query: RunQuery): Promise<{ items: RunRow[]; nextCursor: string | null }>;
    get(access: Access<'run.read'>, runId: string): Promise<RunDetail>;
    /** Yields what is known from event `from` on, then every batch as it becomes durable, until the run ends. */
    follow(runId: string, from: number, signal: AbortSignal): AsyncIterable<{ from: number; events: RunEvent[] }>;
    try(access: Access<'run.try'>, tried: Tried): Promise<{ runId: string }>;
    start(access: Access<'run.start'>, input: { flowId: string; payload: unknown }): Promise<{ runId: string }>;
    cancel(access: Access<'run.cancel'>, runId: string): Promise<void>;
    retry(access: Access<'run.retry'>, input: { runId: string; path: string }): Promise<void>;
  };
  captures: {
    /** Yields every request to the step's URL while somebody listens. */
    listen(flowId: string, stepId: string, signal: AbortSignal): AsyncIterable<CapturedRequest>;
  };
};
