import type { Outcome, RunEvent } from '@patchbay/execution';

/** How the journal of a run begins, with what it takes over from another one. */
export function firstEvents({ started, carried }: { started: RunEvent; carried?: RunEvent }): RunEvent[] {
  return carried === undefined ? [started] : [started, carried];
}

/** What a run's journal says once its turn has come. */
export function admitted(at: number): RunEvent {
  return { type: 'run.admitted', at };
}

/** Whether nothing is left to be written of where the run stands. */
export function isSettled({ kind }: Outcome): boolean {
  return kind === 'finished' || kind === 'await-turn';
}

/** Whether the run keeps its place among those of its flow, if it has one. */
export function isAtRest({ kind }: Outcome): boolean {
  return kind !== 'finished' && kind !== 'lost';
}

/** How the row of a run that is let go of says what it does. */
export function restingAs({ kind }: Outcome): 'waiting' | 'needs_attention' | 'running' {
  if (kind === 'needs-attention') return 'needs_attention';
  return kind === 'sleep' || kind === 'await-reconnect' ? 'waiting' : 'running';
}
