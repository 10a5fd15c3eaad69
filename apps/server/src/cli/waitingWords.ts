import type { RunView, StepRun } from '@patchbay/execution';

const REASONS = {
  time: 'for time to pass',
  callback: 'for its address to be called',
  approval: 'for approval',
  flow: 'for another flow to end',
} as const;

/** What a step waits for, in a sentence; undefined where it does not. */
export function waitingWords({ path, status, waiting, failure, retryAt }: StepRun): string | undefined {
  if (waiting !== undefined)
    return `${path} waits ${REASONS[waiting.for]}, until ${instant(waiting.until)} at the latest.`;
  if (status === 'retrying' && retryAt !== undefined) return `${path} is tried again at ${instant(retryAt)}.`;
  if (status === 'waiting' && failure?.retry === 'after-reconnect') return `${path} waits for its connected account.`;
  return undefined;
}

/** What a run as a whole waits for; undefined where it is its steps that wait. */
export function turnWords({ awaitsTurn }: RunView): string | undefined {
  return awaitsTurn ? 'The run waits for its turn: its flow has other runs go first.' : undefined;
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
