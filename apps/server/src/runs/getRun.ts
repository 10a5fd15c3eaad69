import {
  apply,
  foldRun,
  type LoadedPlan,
  loadPlan,
  type RunEvent,
  type RunState,
  viewState,
} from '@patchbay/execution';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import { findRun } from './findRun.ts';
import type { RunDetail, RunUseDeps } from './runPorts.ts';

/** A journal whose JSON is longer than this is folded here, and only what is looked at of its loops is sent. */
const MOST_SENT = 2_000_000;

export type RunWanted = {
  runId: string;
  /** In a run with long loops: which item of a loop is looked at, by the loop's path. */
  items?: Readonly<Record<string, number>> | undefined;
};

/** One run with its plan, its document and its whole journal; of one that is too long for that, what can be shown of it. */
export async function getRun(
  { runId, items = {} }: RunWanted,
  access: Access<'run.read'>,
  deps: Pick<RunUseDeps, 'runStore' | 'planStore' | 'journal'>,
): Promise<RunDetail> {
  const { row, planId } = await findRun(runId, access, deps);
  const stored = await deps.planStore.find(planId);
  if (stored === null) throw new AppError('not_found');
  const asked = new Map(Object.entries(items));
  const read = await readJournal(deps.journal.pages(runId), { plan: () => loadPlan(stored.plan), asked });
  return { run: row, plan: stored.plan, document: stored.document, ...read };
}

type Reading = { plan: () => LoadedPlan; asked: ReadonlyMap<string, number> };

async function readJournal(
  pages: ReturnType<RunUseDeps['journal']['pages']>,
  { plan, asked }: Reading,
): Promise<Pick<RunDetail, 'events' | 'view'>> {
  let events: RunEvent[] = [];
  let total = 0;
  let state: RunState | undefined;
  const lists = new FirstPages();
  for await (const page of pages) {
    total += page.size;
    if (state === undefined && total > MOST_SENT) {
      state = foldRun(plan(), events, asked);
      events = events.filter((event) => isLookedAt(event, asked) && !lists.isFurther(event));
    }
    if (state !== undefined) for (const event of page.events) apply(state, event);
    for (const event of page.events)
      if (state === undefined || (isLookedAt(event, asked) && !lists.isFurther(event))) events.push(event);
  }
  return state === undefined ? { events } : { events, view: viewState(state) };
}

/** Of lists that were read page by page: the first page of each. What steps gave of the others is too much as well. */
class FirstPages {
  readonly #paths = new Set<string>();

  isFurther(event: RunEvent): boolean {
    if (event.type === 'step.started') return this.#paths.has(event.path);
    if (event.type !== 'step.succeeded' || event.page === undefined) return false;
    this.#paths.add(event.path);
    return event.page.number > 1;
  }
}

/** Of the run as a whole, of a step at the top, or of one in the items asked for. What many items gave at once is too much. */
function isLookedAt(event: RunEvent, asked: ReadonlyMap<string, number>): boolean {
  if (!('path' in event)) return true;
  if (event.type === 'loop.progressed') return false;
  const { path } = event;
  for (const { index: at, 1: item } of path.matchAll(/\[(\d+)\]/g)) {
    if (asked.get(path.slice(0, at)) !== Number(item)) return false;
  }
  return true;
}
