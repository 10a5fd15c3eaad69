import type { ReplayFrom } from '@patchbay/execution';
import type { App } from '../api/context.ts';
import { prepareReplay } from '../replays/prepareReplay.ts';
import { replayRun } from '../replays/replayRun.ts';
import type { LocalAccess } from './localAccess.ts';
import type { Output } from './output.ts';
import { type CommandLine, UsageError } from './usage.ts';

/** Runs a finished run again: from what failed, from the start, or from a step. */
export async function replayRunCommand(line: CommandLine, access: LocalAccess, app: App): Promise<Output> {
  const { argument: runId, newest } = line;
  if (runId === undefined) throw new UsageError('runs replay takes the id of a run.');
  const wish = { runId, from: fromOf(line), newest };
  const { carried, sends } = await prepareReplay(wish, access('run.replay'), app);
  const started = await replayRun(wish, access('run.replay'), app);
  const lines = [
    `Started as ${started.runId}.`,
    ...(carried.length === 0 ? [] : [`Not carried out again: ${carried.join(', ')}`]),
    ...(sends.length === 0 ? [] : [`This sends: ${sends.join(', ')}`]),
  ];
  return { data: { ...started, carried, sends }, text: lines.join('\n') };
}

function fromOf({ from }: CommandLine): ReplayFrom {
  if (from === undefined) return { kind: 'failed' };
  return from === 'start' ? { kind: 'start' } : { kind: 'step', step: from };
}
