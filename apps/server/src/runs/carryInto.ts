import { apply, type LoadedPlan, planReplay, type RunEvent, type RunMode, RunState } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { replaySentence } from '../replays/replayWords.ts';
import { findRun } from './findRun.ts';
import type { RunUseDeps } from './runPorts.ts';

/** How a try begins: with a trigger's payload, and with what it takes over from another run. */
export type CarriedTry = { trigger: string; payload: unknown; carried?: RunEvent };

type Into = {
  tried: { flowId: string; mode: RunMode; document: FlowDocument };
  target: LoadedPlan;
  part: { step: string; runId: string };
};

/**
 * What a try that begins in the middle takes over from a run of the same flow that is over: all that stands before the
 * step, or before the loop around it. Throws `not_found`, `run_not_over`, `run_cannot_be_replayed` with why.
 */
export async function carryInto(
  { tried: { flowId, document }, target, part: { step, runId } }: Into,
  access: Access<'run.try'>,
  deps: Pick<RunUseDeps, 'runStore' | 'plans' | 'journal' | 'now'>,
): Promise<CarriedTry> {
  const { row, planId } = await findRun(runId, access, deps);
  const plan = await deps.plans.get(planId);
  if (plan === undefined || row.flowId !== flowId) throw new AppError('not_found');
  if (row.finishedAt === null) throw new AppError('run_not_over');
  const old = new RunState(plan);
  for await (const { events } of deps.journal.pages(runId)) for (const event of events) apply(old, event);
  if (old.started === undefined) throw new AppError('not_found');
  const { trigger, payload } = old.started;
  const first = topStep(document, step);
  if (first === trigger) return { trigger, payload };
  const replay = planReplay({ old, runId, target, from: { kind: 'step', step: first }, at: deps.now() });
  if (replay.problems.length > 0) {
    const told = { nameOf: (id: string) => nameIn(document, id), version: 'this draft' };
    const reasons = new Set(replay.problems.map((problem) => replaySentence(problem, told)));
    throw new AppError('run_cannot_be_replayed', { reason: [...reasons].join(' '), details: [...reasons] });
  }
  return { trigger, payload, carried: replay.events[1] };
}

/** The step itself, or the loop at the top that it stands in. */
function topStep({ steps }: FlowDocument, id: string): string {
  const places = new Map(Object.entries(steps));
  let at = id;
  for (let depth = 0; depth < 100; depth += 1) {
    const parent = places.get(at)?.parent;
    if (parent === undefined) break;
    at = parent;
  }
  return at;
}

function nameIn({ steps }: FlowDocument, id: string): string {
  return Object.entries(steps).find(([key]) => key === id)?.[1].name ?? id;
}
