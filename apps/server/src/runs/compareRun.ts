import {
  apply,
  compareRuns,
  type Keeping,
  type RunComparison,
  RunState,
  type RunView,
  type StepDifference,
  viewState,
} from '@patchbay/execution';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { findRun } from './findRun.ts';
import type { RunUseDeps } from './runPorts.ts';

/** A journal whose JSON is longer is folded without the items of its loops, but for those asked for. */
const MOST_WHOLE = 4_000_000;
const MOST_TEXT = 400;

export type CompareWanted = {
  runId: string;
  /** Which item of a loop is looked at, by the loop's path; counts in long runs only. */
  items?: Readonly<Record<string, number>> | undefined;
};

/** The last good run before this one, and what was different then; `good` is null where there is none. */
export type ComparedRun = RunComparison & {
  good: { runId: string; startedAt: string; version: number | null; gist: string | null } | null;
};

type Deps = Pick<RunUseDeps, 'runStore' | 'plans' | 'journal'>;

/** Sets a run beside the last one of its flow that went well, from the same trigger and no longer ago than needed. */
export async function compareRun(
  { runId, items = {} }: CompareWanted,
  access: Access<'run.read'>,
  deps: Deps,
): Promise<ComparedRun> {
  const { row, planId } = await findRun(runId, access, deps);
  const { flowId, trigger, mode } = row;
  const good = await deps.runStore.lastGood({ flowId, trigger, mode, before: runId });
  if (good === null) return { good: null, steps: [], same: 0 };
  const asked = new Map(Object.entries(items));
  const after = await viewOf({ runId, planId, asked }, deps);
  const before = await viewOf({ runId: good.row.id, planId: good.planId, asked }, deps);
  const { steps, same } = compareRuns(before, after);
  const { id, startedAt, version, gist } = good.row;
  return { good: { runId: id, startedAt, version, gist }, steps: steps.map(shortened), same };
}

type Wanted = { runId: string; planId: string; asked: ReadonlyMap<string, number> };

async function viewOf({ runId, planId, asked }: Wanted, deps: Deps): Promise<RunView> {
  const plan = await deps.plans.get(planId);
  if (plan === undefined) throw new AppError('not_found');
  const fold = async (keeping: Keeping) => {
    const state = new RunState(plan, keeping);
    let size = 0;
    for await (const page of deps.journal.pages(runId)) {
      size += page.size;
      if (keeping === 'all' && size > MOST_WHOLE) return undefined;
      for (const event of page.events) apply(state, event);
    }
    return state;
  };
  const state = (await fold('all')) ?? (await fold(asked));
  if (state === undefined) throw new AppError('not_found');
  return viewState(state);
}

function shortened({ fields, ...step }: StepDifference): StepDifference {
  return {
    ...step,
    fields: fields.map(({ before, after, ...field }) => ({ ...field, before: shown(before), after: shown(after) })),
  };
}

/** Enough of a value to see what it is. */
function shown(value: unknown): unknown {
  if (typeof value === 'string') return cut(value);
  if (typeof value !== 'object' || value === null) return value;
  return cut(JSON.stringify(value));
}

function cut(text: string): string {
  return text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text;
}
