import { loadPlan, type StepRun, viewRun } from '@patchbay/execution';
import type { App } from '../api/context.ts';
import { getRun } from '../runs/getRun.ts';
import { listRuns } from '../runs/listRuns.ts';
import { listCalled } from '../runs/listCalled.ts';
import type { CalledRow, RunRow } from '../runs/runPorts.ts';
import type { LocalAccess } from './localAccess.ts';
import { type Output, table } from './output.ts';
import { type CommandLine, UsageError } from './usage.ts';
import { turnWords, waitingWords } from './waitingWords.ts';

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
  return showRun(runId, access, app);
}

/** One run, step by step, with why it failed or what it waits for. */
export async function showRun(runId: string, access: LocalAccess, app: App): Promise<Output> {
  const detail = await getRun({ runId }, access('run.read'), app);
  const { run, document, events } = detail;
  const view = detail.view ?? viewRun(loadPlan(detail.plan), events);
  const rows = view.steps.map((step) => [step.path, step.status, document.steps[step.step]?.name ?? '', saidBy(step)]);
  const took = view.finishedAt === undefined ? '' : ` in ${view.finishedAt - (view.startedAt ?? view.finishedAt)} ms`;
  const head = `${run.flowName}, ${versionOf(run)}: ${view.status}${took}, started ${run.startedAt}`;
  const why = view.failure?.message ?? turnWords(view) ?? run.error;
  const called = await listCalled({ runId }, access('run.read'), app);
  const foot = [...(why === null ? [] : ['', why]), ...callLines(run, called)];
  return {
    data: { run, view, called },
    text: [head, '', table(['STEP', 'STATUS', 'NAME', 'SAID'], rows), ...foot].join('\n'),
  };
}

/** Who called this run, and which runs it called. */
function callLines({ parent }: RunRow, called: readonly CalledRow[]): string[] {
  const rows = called.map(({ path, runId, status, flowName }) => [path, runId, status, flowName]);
  return [
    ...(parent === null ? [] : ['', `Called by step ${parent.path} of ${parent.flowName}, run ${parent.runId}`]),
    ...(rows.length === 0 ? [] : ['', table(['STEP', 'CALLED RUN', 'STATUS', 'FLOW'], rows)]),
  ];
}

function versionOf({ version, mode }: RunRow): string {
  return version === null ? `tried ${mode === 'mock' ? 'on samples' : 'live'}` : `version ${version}`;
}

function tookOf({ durationMs }: RunRow): string {
  return durationMs === null ? '-' : `${durationMs} ms`;
}

/** What a step has to say for itself in one line: what it waits for, why it failed, or the beginning of what it gave. */
function saidBy(step: StepRun): string {
  const { failure, output } = step;
  const said = waitingWords(step) ?? failure?.message ?? (output === undefined ? '' : JSON.stringify(output));
  return said.length > 100 ? `${said.slice(0, 99)}…` : said;
}
