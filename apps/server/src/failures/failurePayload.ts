import { failureReport, foldRun, type LoadedPlan, type RunEvent } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';

export type FailedRun = {
  runId: string;
  flow: { id: string; name: string };
  startedAt: Date;
  failedAt: Date;
  /** The sentence of the run's row. */
  error: string | null;
};

/** What a failure trigger gives to its flow: which run failed, and why. Never a payload, never a secret. */
export function failurePayload(
  { runId, flow, startedAt, failedAt, error }: FailedRun,
  { plan, document, events }: { plan: LoadedPlan; document: FlowDocument; events: readonly RunEvent[] },
) {
  const report = failureReport(foldRun(plan, events));
  const step = report?.step === undefined ? undefined : document.steps[report.step]?.name;
  return {
    flow,
    run: { id: runId, startedAt: startedAt.toISOString(), failedAt: failedAt.toISOString() },
    error: {
      ...(step !== undefined && { step }),
      code: report?.failure.code ?? 'failed',
      message: report?.failure.message ?? error ?? 'The run failed.',
    },
  };
}
