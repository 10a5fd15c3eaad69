import type { RunView, StepRun } from '@patchbay/execution';
import type { Edge, FlowDocument, StepId } from '@patchbay/flow';
import { durationText } from '../../ui/relativeTime.ts';
import { type EdgeOverlay, edgeKey, type RunOverlay, type StepOverlay } from '../canvas/overlay.ts';
import { loopIndexes, pathsOf, type StepRuns, shownItem } from './stepRuns.ts';
import { countOf, nextFailed, roundAt } from './rounds.ts';
import { waitLine } from './waitLine.ts';

/** Which item of each loop is shown, by the loop's path; where none is named, the first that failed, else the last. */
export type ShownItems = ReadonlyMap<string, number>;

const MOST_PIPS = 60;

/** A run as the canvas draws it over its document. `now` in milliseconds, for what still runs. */
export function overlayOf(
  flow: FlowDocument,
  view: RunView,
  { items, now, onItem }: { items: ShownItems; now: number; onItem?(loop: string, index: number): void },
): RunOverlay {
  const runs = pathsOf(view.steps);
  const paths = loopIndexes(flow, runs, items);
  const steps = new Map<StepId, StepOverlay>();
  const shown = new Map<string, StepRun>();
  for (const step of Object.values(flow.steps)) {
    const run = runs.byPath.get(paths.get(step.id) ?? '');
    if (run !== undefined) shown.set(step.id, run);
    steps.set(
      step.id,
      run === undefined
        ? { status: isOver(view) ? 'skipped' : 'waiting' }
        : { ...stepOverlay(run, now), ...(onItem && pagerOf(run, { runs, items, onItem })) },
    );
  }
  const edges = new Map<string, EdgeOverlay>();
  for (const edge of Object.values(flow.edges)) {
    const overlay = edgeOverlay(edge, view, shown);
    if (overlay !== undefined) edges.set(edgeKey(edge), overlay);
  }
  return { steps, edges };
}

function isOver({ status }: RunView): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

function stepOverlay(run: StepRun, now: number): StepOverlay {
  const timeText = timeOf(run, now);
  const line = lineOf(run, now);
  return {
    status: waitsAsMeant(run) ? 'suspended' : run.status,
    ...(timeText !== undefined && { timeText }),
    ...(line !== undefined && { line }),
    ...(run.items !== undefined && { result: loopResult(run.items), items: pips(run) }),
  };
}

type Paging = { runs: StepRuns; items: ShownItems; onItem(loop: string, index: number): void };

/** For a loop with several items. */
function pagerOf(
  { path, items: counts, rounds = [] }: StepRun,
  { runs, items, onItem }: Paging,
): Pick<StepOverlay, 'pager'> {
  const count = counts?.count ?? 0;
  if (count < 2) return {};
  const at = shownItem(path, runs, items.get(path));
  const failed = nextFailed(rounds, at);
  const onAt = (index: number) => onItem(path, index);
  return { pager: { at, count, onAt, ...(failed !== undefined && { nextFailed: failed }) } };
}

/** Steps that take no time worth telling say none. */
function timeOf({ startedAt, finishedAt, status }: StepRun, now: number): string | undefined {
  if (startedAt === undefined) return undefined;
  if (finishedAt !== undefined) return finishedAt - startedAt < 1 ? undefined : durationText(finishedAt - startedAt);
  return status === 'running' ? durationText(Math.max(0, now - startedAt)) : undefined;
}

/** A step under way that nobody works on, not one that has not been reached. */
function waitsAsMeant({ status, waiting, failure }: StepRun): boolean {
  return waiting !== undefined || (status === 'waiting' && failure !== undefined);
}

function lineOf(run: StepRun, now: number): string | undefined {
  const { status, failure, attempts } = run;
  const waits = waitLine(run, { now });
  if (waits !== undefined) return failure === undefined ? waits : `${waits}. ${failure.message}`;
  if (status === 'succeeded') return attempts > 1 ? `Worked at the ${ordinal(attempts)} try.` : undefined;
  if (status === 'unknown') return 'It may have happened. Run it again or skip it?';
  return failure?.message;
}

function ordinal(count: number): string {
  const ending = { 1: 'st', 2: 'nd', 3: 'rd' }[count % 10];
  return `${count}${ending !== undefined && (count < 10 || count > 20) ? ending : 'th'}`;
}

function loopResult({ count, succeeded, failed }: { count: number; succeeded: number; failed: number }): string {
  const all = `${count} ${count === 1 ? 'item' : 'items'}`;
  if (failed > 0) return `${all} · ${succeeded} done, ${failed} failed`;
  return succeeded === count ? `${all} · all done` : `${all} · ${succeeded} done`;
}

function pips({ rounds = [] }: StepRun): StepOverlay['items'] {
  const count = Math.min(countOf(rounds), MOST_PIPS);
  return Array.from({ length: count }, (_, index) => roundAt(rounds, index));
}

function edgeOverlay(edge: Edge, view: RunView, shown: ReadonlyMap<string, StepRun>): EdgeOverlay | undefined {
  const from = shown.get(edge.from);
  const to = shown.get(edge.to);
  const took = from?.outlet === edge.outlet && (from.status === 'succeeded' || from.status === 'failed');
  const count = view.edges[edgeKey(edge)] ?? 0;
  if (took || (from === undefined && count > 0)) {
    const text = countText(from?.output, count);
    return { state: to?.status === 'running' ? 'running' : 'carried', ...(text !== undefined && { text }) };
  }
  const isSettled =
    from === undefined
      ? isOver(view)
      : from.status !== 'waiting' && from.status !== 'running' && from.status !== 'retrying';
  return isSettled ? { state: 'not-taken', ...(from?.status === 'succeeded' && { text: 'not taken' }) } : undefined;
}

function countText(output: unknown, count: number): string | undefined {
  if (count > 1) return `${count} times`;
  if (Array.isArray(output)) return output.length === 1 ? '1 item' : `${output.length} items`;
  return undefined;
}
