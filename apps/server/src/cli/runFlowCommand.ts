import { text } from 'node:stream/consumers';
import { parse } from 'secure-json-parse';
import { loadPlan, viewRun } from '@patchbay/execution';
import type { App } from '../api/context.ts';
import { getRun } from '../runs/getRun.ts';
import { startRun } from '../runs/startRun.ts';
import { watchRun } from '../runs/watchRun.ts';
import { turnWords, waitingWords } from './waitingWords.ts';
import { grantedFlow } from './grantedFlow.ts';
import type { LocalAccess } from './localAccess.ts';
import type { Output } from './output.ts';
import { readText } from './readText.ts';
import { showRun } from './runCommands.ts';
import { type CommandLine, UsageError } from './usage.ts';

/** Starts the live version of a flow by hand; with `--wait` says how it ended. */
export async function runFlowCommand(line: CommandLine, access: LocalAccess, app: App): Promise<Output> {
  const { argument: flowId, input, wait } = line;
  if (flowId === undefined) throw new UsageError('flows run takes the id of a flow.');
  await grantedFlow(flowId, access, app);
  const payload = await payloadFrom(input);
  const { runId } = await startRun({ flowId, payload }, access('run.start'), app);
  if (!wait) return { data: { runId }, text: `Started as ${runId}.` };
  await untilItEnds(runId, access, app);
  return showRun(runId, access, app);
}

async function payloadFrom(input: string | undefined): Promise<unknown> {
  if (input === undefined) return null;
  const typed = input === '-' ? await text(process.stdin) : await readText(input);
  try {
    return parse(typed);
  } catch (cause) {
    throw new UsageError('The values to start with are not JSON.', { cause });
  }
}

/** Watches the run until it is over or needs a person, and tells what it waits for meanwhile. */
async function untilItEnds(runId: string, access: LocalAccess, app: App): Promise<void> {
  const done = new AbortController();
  let told = '';
  for await (const _ of watchRun({ runId, from: 0 }, done.signal, app)) {
    const { plan, events, view = viewRun(loadPlan(plan), events) } = await getRun({ runId }, access('run.read'), app);
    if (view.status === 'needs_attention') done.abort();
    const words = turnWords(view) ?? view.steps.flatMap((step) => waitingWords(step) ?? []).join('\n');
    if (words !== '' && words !== told) console.error(words);
    told = words;
  }
}
