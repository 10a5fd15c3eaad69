import { loadPlan, type StepRun, viewRun } from '@patchbay/execution';
import type { App } from '../api/context.ts';
import { getRun } from '../runs/getRun.ts';
import { listRuns } from '../runs/listRuns.ts';
import type { RunRow } from '../runs/runPorts.ts';
import type { LocalAccess } from './localAccess.ts';
import { type Output, table } from './output.ts';
import { type CommandLine, UsageError } from './usage.ts';

export async function listRunsCommand(
  { limit, flow: flowId }: CommandLine,
  access: LocalAccess,
  app: App,
): Promise<Output> {
  const { items } = await listRuns({ limit, flowId }, access('run.read'), app);
  const rows = items.map((run) => [run.id, run.status, run.startedAt, tookOf(run), run.flowName]);
  const text = table(['ID', 'STATUS', 'STARTED', 'TOOK', 'FLOW'], rows);
  return { data: items, text: items.length === 0 ? 'There are no runs yet.' : text };
}

export async function showRunCommand({ argument: runId }: CommandLine, access: LocalAccess, app: App): Promise<Output> {
  if (runId === undefined) throw new UsageError('runs show takes the id of a run.');
  const detail = await getRun(runId, access('run.read'), app);
  const { run, document, events } = detail;
  const view = viewRun(loadPlan(detail.plan), events);
  const rows = view.steps.map((step) => [step.path, step.status, document.steps[step.step]?.name ?? '', saidBy(step)]);
  const head = `${run.flowName}, ${versionOf(run)}: ${run.status} in ${tookOf(run)}, started ${run.startedAt}`;
  const foot = run.error === null ? [] : ['', run.error];
  return { data: { run, view }, text: [head, '', table(['STEP', 'STATUS', 'NAME', 'SAID'], rows), ...foot].join('\n') };
}

function versionOf({ version, mode }: RunRow): string {
  return version === null ? `tried ${mode === 'mock' ? 'on samples' : 'live'}` : `version ${version}`;
}

function tookOf({ durationMs }: RunRow): string {
  return durationMs === null ? '-' : `${durationMs} ms`;
}

/** What a step has to say for itself in one line: why it failed, or the beginning of what it gave. */
function saidBy({ failure, output }: StepRun): string {
  const said = failure?.message ?? (output === undefined ? '' : JSON.stringify(output));
  return said.length > 100 ? `${said.slice(0, 99)}…` : said;
}
