import { apply, planReplay, type Replay, type ReplayFrom, RunState } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import { AppError } from '../errors.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import type { StartedRun } from '../store/startedRuns.ts';
import { replaySentence } from './replayWords.ts';

export type ReplayWish = { runId: string; from: ReplayFrom; newest: boolean };

export type ReplayDeps = Pick<RunUseDeps, 'runStore' | 'planStore' | 'plans' | 'journal'>;

/** How a run would be run again: what it begins with, and in words what stands against it. */
export type ReadReplay = {
  replay: Replay;
  run: StartedRun;
  document: FlowDocument;
  /** The published number it would follow; null for that of a try. */
  version: number | null;
  refusals: string[];
};

/** Reads how a finished run of a workspace would be run again. Throws `not_found`, `run_not_over`. */
export async function readReplay(
  { runId, from, newest, at }: ReplayWish & { at: number },
  deps: ReplayDeps,
): Promise<ReadReplay> {
  const found = await deps.runStore.find(runId);
  const plan = found === null ? undefined : await deps.plans.get(found.planId);
  if (found === null || plan === undefined) throw new AppError('not_found');
  const { row, workspaceId } = found;
  if (row.finishedAt === null) throw new AppError('run_not_over');
  const live = await deps.runStore.liveVersion(row.flowId);
  if (live === null && (newest || row.version !== null)) {
    throw new AppError('run_cannot_be_replayed', { reason: `“${row.flowName}” is not published any more.` });
  }
  const { planId, number } = newest && live !== null ? live : { planId: found.planId, number: row.version };
  const target = planId === found.planId ? plan : await deps.plans.get(planId);
  const stored = await deps.planStore.find(planId);
  const old = await deps.planStore.find(found.planId);
  if (target === undefined || stored === null) throw new AppError('not_found');
  const state = new RunState(plan);
  for await (const { events } of deps.journal.pages(runId)) for (const event of events) apply(state, event);
  if (state.started === undefined) throw new AppError('not_found');
  const replay = planReplay({ old: state, runId, target, from: fromIn(from, state), at });
  const [{ trigger, payload, mode }, replays] = replay.events;
  const names = { ...old?.document.steps, ...stored.document.steps };
  const told = {
    nameOf: (step: string) => Object.entries(names).find(([id]) => id === step)?.[1].name ?? step,
    version: number === null ? 'this try' : `version ${number}`,
  };
  return {
    replay,
    run: { workspaceId, flowId: row.flowId, number, planId, trigger, payload, mode, replays },
    document: stored.document,
    version: number,
    refusals: [...new Set(replay.problems.map((problem) => replaySentence(problem, told)))],
  };
}

/** From its trigger on is from the start; a step inside a loop stands for the whole loop. */
function fromIn(from: ReplayFrom, { started }: RunState): ReplayFrom {
  if (from.kind !== 'step') return from;
  const [step = ''] = from.step.split(/[[/]/);
  return step === started?.trigger ? { kind: 'start' } : { kind: 'step', step };
}
