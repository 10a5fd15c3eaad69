import { foldRun, type LoadedPlan, type RunEvent, viewState } from '@patchbay/execution';
import { DONE } from '@patchbay/flow';
import { giveWord, type WordDeps } from '../runs/giveWord.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import type { StepPlace } from '../runs/stepPlace.ts';

/** What a request to a callback's address came to. Only `taken` has changed anything. */
export type CallbackEnd = 'taken' | 'called-before' | 'timed-out' | 'over' | 'gone';

/** What taking a callback reaches the outside by. */
export type CallbackDeps = WordDeps & Pick<RunUseDeps, 'runStore' | 'plans'>;

/**
 * Gives what was sent to the step that waits for it, or will. `receive` reads that, once it is known to be wanted; where
 * there is nothing to be had it gives undefined. Durable when it resolves.
 */
export async function takeCallback(
  { place, receive }: { place: StepPlace; receive(workspaceId: string): Promise<unknown> },
  deps: CallbackDeps,
): Promise<CallbackEnd | 'not-received'> {
  const found = await deps.runStore.find(place.runId);
  const plan = found === null ? undefined : await deps.plans.get(found.planId);
  if (found === null || plan === undefined) return 'gone';
  const look = (events: readonly RunEvent[]) => endOf(plan, events, { path: place.path, now: deps.now() });
  let end = look(await deps.journal.read(place.runId));
  if (end !== 'taken') return end;
  const output = await receive(found.workspaceId);
  if (output === undefined) return 'not-received';
  await giveWord(
    place,
    (events) => {
      end = look(events);
      return end === 'taken' ? { by: 'callback', outlet: DONE, output } : undefined;
    },
    deps,
  );
  return end;
}

/** What a word said now comes to. A step that the run has not come to yet keeps the first one. */
function endOf(
  plan: LoadedPlan,
  events: readonly RunEvent[],
  { path, now }: { path: string; now: number },
): CallbackEnd {
  if (events.length === 0) return 'gone';
  const state = foldRun(plan, events, 'all');
  const step = viewState(state).steps.find((candidate) => candidate.path === path);
  if (step?.waiting !== undefined) return step.waiting.until > now ? 'taken' : 'timed-out';
  if (step?.status === 'succeeded') return step.outlet === DONE ? 'called-before' : 'timed-out';
  if (state.early?.has(path)) return 'called-before';
  const isOver = state.finished !== undefined || state.cancelledBy !== undefined || state.stopped !== undefined;
  return isOver || step?.status === 'skipped' || step?.status === 'failed' ? 'over' : 'taken';
}
