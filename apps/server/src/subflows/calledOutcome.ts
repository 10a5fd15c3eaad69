import type { Failure } from '@patchbay/connector';
import type { RunEvent } from '@patchbay/execution';

/** How a run that was called ended: with what it answered, or with why it did not finish. */
export type CalledOutcome = { output: unknown } | { failure: Failure };

/** Reads how a run ended; undefined while it has not. A run that answers nothing gives nothing. */
export function calledOutcome(events: readonly RunEvent[], flowName: string): CalledOutcome | undefined {
  const end = events.at(-1);
  if (end?.type !== 'run.finished') return undefined;
  if (end.outcome === 'succeeded') return { output: answerIn(events) };
  if (end.outcome === 'cancelled') {
    const message = `The run of “${flowName}” that it waited for was cancelled.`;
    return { failure: { code: 'called_run_cancelled', message, retry: 'never' } };
  }
  const cause = end.failure ?? lastFailure(events);
  const said = cause?.message ?? 'It stopped without saying why.';
  const failure: Failure = {
    code: cause?.code ?? 'called_run_failed',
    message: `“${flowName}” failed: ${said}`,
    retry: 'never',
    ...(cause?.status !== undefined && { status: cause.status }),
  };
  return { failure };
}

function answerIn(events: readonly RunEvent[]): unknown {
  const answered = events.find((event) => event.type === 'run.answered');
  return answered?.answer.body ?? null;
}

function lastFailure(events: readonly RunEvent[]): Failure | undefined {
  const failed = events.findLast(
    (event) => event.type === 'step.failed' || (event.type === 'step.resumed' && event.failure !== undefined),
  );
  return failed?.type === 'step.failed' || failed?.type === 'step.resumed' ? failed.failure : undefined;
}
