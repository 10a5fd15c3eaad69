import { DONE } from '@patchbay/flow';
import type { LoopState } from './loopState.ts';
import type { StepState } from './runState.ts';
import { feederOf, keepsResults, overfed } from './stateQuestions.ts';

// How a call that reads a list page by page feeds its loop. Between two pages the call has succeeded like any other; for the
// next one it is ready again, and so is tried again, waits and fails like any other. What `transitions.ts` does the rest of.

/** A call that feeds a loop has read a page. Right before it succeeds. */
export function readPage(state: StepState, more: unknown, output: unknown): void {
  const { count = 0, items = 0 } = state.pages ?? {};
  const page = itemsIn(output);
  state.pages = { count: count + 1, items: items + page.length, more, page };
}

/** What a call is left with after a page: the last one that had an item, so that there is something to see. */
export function lastPage({ pages, output: before }: StepState, output: unknown): unknown {
  const isKept = pages !== undefined && pages.count > 1 && pages.page.length === 0;
  if (!isKept || typeof before !== 'object' || before === null) return output;
  return { ...before, hasMore: pages.more !== undefined };
}

/** The rest of the list is given up: without a page nobody knows where the next one is. */
export function endList({ pages }: StepState): void {
  if (pages === undefined) return;
  pages.more = undefined;
  pages.page = [];
}

/** The loop that goes on with a page that has come; undefined for the first page, with which it begins as with any list. */
export function feed(feeder: StepState): StepState | undefined {
  const owner = fedLoop(feeder);
  const { loop } = owner ?? {};
  if (owner === undefined || loop === undefined) return undefined;
  loop.offset = loop.count;
  loop.items = feeder.pages?.page ?? [];
  loop.count += loop.items.length;
  loop.kept?.grow(loop.count);
  if (loop.keeps && !keepsResults(owner, loop)) {
    loop.keeps = false;
    loop.collected.length = 0;
    loop.passed.length = 0;
  }
  return owner.status === 'running' ? owner : undefined;
}

/**
 * Whether a loop has to wait for a page. Asks for it once there is room for a round and no item is left: never for a page
 * of which nobody knows whether it is wanted.
 */
export function waitsForPage(owner: StepState, loop: LoopState): boolean {
  const feeder = feederOf(owner);
  if (feeder === undefined || loop.stuck > 0) return false;
  if (feeder.status === 'failed') starve(owner, loop);
  if (feeder.status !== 'succeeded' || loop.next < loop.count || loop.active.length >= loop.atOnce) return true;
  if (overfed(owner, loop) !== undefined) return loop.active.length > 0;
  const { scope } = feeder;
  feeder.attempts = 0;
  feeder.tries = 0;
  feeder.outlet = '';
  feeder.status = 'ready';
  scope.open += 1;
  scope.busy += 1;
  scope.run.ready.push(feeder);
  return true;
}

/** A page cannot be read: once what is here has been gone through, the loop stands still, and nothing waits for it. */
export function failToFeed(feeder: StepState): void {
  const owner = fedLoop(feeder);
  if (owner?.status === 'running' && owner.loop !== undefined) starve(owner, owner.loop);
}

/** Whoever reads its pages tries again. */
export function feedAgain(feeder: StepState): void {
  const { loop, scope } = fedLoop(feeder) ?? {};
  if (loop === undefined || scope === undefined || !loop.isStarved) return;
  loop.isStarved = false;
  scope.busy += 1;
}

/** The loop is over, and a page that nobody has sent for yet is not asked for: its list stands where it stood. */
export function stopFeeding(owner: StepState): void {
  const feeder = feederOf(owner);
  if (feeder === undefined || !(feeder.status === 'ready' || feeder.scope.run.parked.has(feeder))) return;
  const { scope } = feeder;
  scope.run.parked.delete(feeder);
  feeder.status = 'succeeded';
  feeder.outlet = DONE;
  feeder.failure = undefined;
  feeder.retryAt = 0;
  scope.open -= 1;
  scope.busy -= 1;
}

function starve(owner: StepState, loop: LoopState): void {
  if (loop.isStarved || loop.active.length > 0) return;
  loop.isStarved = true;
  owner.scope.busy -= 1;
}

function fedLoop({ step, scope }: StepState): StepState | undefined {
  return step.feeds === undefined ? undefined : scope.steps[step.feeds];
}

function itemsIn(output: unknown): readonly unknown[] {
  const items = typeof output === 'object' && output !== null && 'items' in output ? output.items : [];
  return Array.isArray(items) ? items : [];
}
