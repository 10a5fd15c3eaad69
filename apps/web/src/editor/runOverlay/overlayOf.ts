import type { Failure } from '@patchbay/connector';
import type { RunEvent, RunView, StepRun } from '@patchbay/execution';
import { DONE, type Edge, type FlowDocument, type StepId } from '@patchbay/flow';
import { t, tn } from '../../texts/t.ts';
import { told } from '../../texts/told.ts';
import { durationText } from '../../ui/relativeTime.ts';
import { INSIDE } from '../canvas/edgeViews.ts';
import { type EdgeOverlay, edgeKey, type RunOverlay, type StepOverlay } from '../canvas/overlay.ts';
import { countIn } from '../dataView/tableOf.ts';
import { countOf, nextFailed, roundAt } from './rounds.ts';
import { countWords, itemWords, type RunWords, runWordsOf, skippedWords, troubleWords } from './runWords.ts';
import { loopIndexes, pathsOf, type StepRuns, shownItem } from './stepRuns.ts';
import { waitLine } from './waitLine.ts';

/** Which item of each loop is shown, by the loop's path; where none is named, the first that failed, else the last. */
export type ShownItems = ReadonlyMap<string, number>;

const MOST_PIPS = 60;

/** A run as the canvas draws it over its document. `now` in milliseconds, for what still runs. */
export function overlayOf(flow: FlowDocument, view: RunView, asked: OverlayAsked): RunOverlay {
  const { items, now, onItem, words = plainWords(flow), events = [] } = asked;
  const runs = pathsOf(view.steps);
  const paths = loopIndexes(flow, runs, items);
  const troubles = lastFailures(events);
  const ended = (id: string) => runs.byPath.get(paths.get(id) ?? '');
  const steps = new Map<StepId, StepOverlay>();
  const shown = new Map<string, StepRun>();
  for (const step of Object.values(flow.steps)) {
    const run = runs.byPath.get(paths.get(step.id) ?? '');
    if (run !== undefined) shown.set(step.id, run);
    steps.set(
      step.id,
      run === undefined
        ? { status: isOver(view) ? 'skipped' : 'waiting' }
        : {
            ...stepOverlay(run, { now, words, trouble: troubles.get(run.path) }),
            ...(onItem && pagerOf(run, { runs, items, onItem })),
          },
    );
    const overlay = steps.get(step.id);
    const why = overlay?.status === 'skipped' ? skippedWords(flow, step.id, { ended, words }) : undefined;
    if (overlay !== undefined && why !== undefined) overlay.why = why;
  }
  const itemNames = itemNamesOf(flow, { shown, runs, items, words });
  const edges = new Map<string, EdgeOverlay>();
  for (const edge of Object.values(flow.edges)) {
    const overlay = edgeOverlay(edge, view, {
      shown,
      words,
      itemName: itemNames.get(flow.steps[edge.from]?.parent ?? ''),
    });
    const { onCount } = asked;
    const isCounted =
      overlay !== undefined && overlay.state !== 'not-taken' && overlay.text !== undefined && onCount !== undefined;
    if (overlay !== undefined)
      edges.set(edgeKey(edge), { ...overlay, ...(isCounted && { onOpen: () => onCount(edge.from) }) });
  }
  for (const step of Object.values(flow.steps)) {
    const name = step.parent && itemNames.get(step.parent);
    if (step.parent === undefined || name === undefined || !shown.has(step.id)) continue;
    edges.set(edgeKey({ from: step.parent, outlet: INSIDE, to: step.id }), { state: 'carried', text: name });
  }
  return { steps, edges };
}

type OverlayAsked = {
  items: ShownItems;
  now: number;
  onItem?(loop: string, index: number): void;
  /** Shows what a step gave, where a count on its cable is clicked. */
  onCount?(step: StepId): void;
  words?: RunWords;
  /** What tells why a step had to be tried again. */
  events?: readonly RunEvent[];
};

/** Where nothing is known of the operations, their steps' names say what there is to say. */
function plainWords(flow: FlowDocument): RunWords {
  const face = {
    connector: { id: 'core', name: '', category: 'logic' },
    title: '',
    kind: 'call',
    outlets: [],
    known: false,
  } as const;
  return runWordsOf(flow, { faceOf: () => face });
}

/** Why the last try before the one that worked did not, by path. */
function lastFailures(events: readonly RunEvent[]): ReadonlyMap<string, Failure> {
  return new Map(
    events.flatMap((event) => (event.type === 'step.failed' ? [[event.path, event.failure] as const] : [])),
  );
}

type Naming = { shown: ReadonlyMap<string, StepRun>; runs: StepRuns; items: ShownItems; words: RunWords };

/** The item of each loop that is shown, by its name. */
function itemNamesOf(flow: FlowDocument, { shown, runs, items, words }: Naming): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { id } of Object.values(flow.steps)) {
    const loop = shown.get(id);
    if (loop?.items === undefined) continue;
    const given = loop.input;
    const list = typeof given === 'object' && given !== null && 'items' in given ? given.items : undefined;
    const item: unknown = Array.isArray(list) ? list[shownItem(loop.path, runs, items.get(loop.path))] : undefined;
    const name = itemWords(item, words.nounOf(id));
    if (name !== undefined) names.set(id, name);
  }
  return names;
}

function isOver({ status }: RunView): boolean {
  return status === 'succeeded' || status === 'failed' || status === 'cancelled';
}

type Telling = { now: number; words: RunWords; trouble: Failure | undefined };

function stepOverlay(run: StepRun, telling: Telling): StepOverlay {
  const timeText = timeOf(run, telling.now);
  const line = lineOf(run, telling);
  return {
    status: waitsAsMeant(run) ? 'suspended' : run.status,
    ...(timeText !== undefined && { timeText }),
    ...(line !== undefined && { line }),
    ...(run.items !== undefined && { result: loopResult(run.items, telling.words.nounOf(run.step)), items: pips(run) }),
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

function lineOf(run: StepRun, { now, words, trouble }: Telling): string | undefined {
  const { status, failure, attempts } = run;
  const waits = waitLine(run, { now });
  if (waits !== undefined) return failure === undefined ? waits : `${waits}. ${told(failure)}`;
  if (run.pages !== undefined && failure === undefined) return pagesLine(run.pages, words.nounOf(run.step));
  if (status === 'succeeded') {
    if (attempts < 2) return undefined;
    const why = trouble === undefined ? '' : ` ${troubleWords(trouble, words.appOf(run.step))}`;
    return t('Worked at the {ordinal} try.{why}', { ordinal: ordinal(attempts), why });
  }
  if (status === 'unknown') return t('It may have happened. Run it again or skip it?');
  // It is at it again: what went wrong before is no news of it.
  return status === 'running' || failure === undefined ? undefined : told(failure);
}

function ordinal(count: number): string {
  const ending = { 1: 'st', 2: 'nd', 3: 'rd' }[count % 10];
  return `${count}${ending !== undefined && (count < 10 || count > 20) ? ending : 'th'}`;
}

/** How far a list has been read that comes page by page. */
function pagesLine({ count, items, hasMore }: NonNullable<StepRun['pages']>, noun: string | undefined): string {
  const all = countWords(items, noun);
  return hasMore === true
    ? t('Page {count}, {all} so far', { count, all })
    : tn(count, '{count} page, {all}', '{count} pages, {all}', { all });
}

function loopResult(
  { count, succeeded, failed, isSoFar }: NonNullable<StepRun['items']>,
  noun: string | undefined,
): string {
  const known = countWords(count, noun);
  const all = isSoFar === true ? t('{known} so far', { known }) : known;
  if (failed > 0) return t('{all} · {succeeded} done, {failed} failed', { all, succeeded, failed });
  return succeeded === count ? t('{all} · all done', { all }) : t('{all} · {succeeded} done', { all, succeeded });
}

function pips({ rounds = [] }: StepRun): StepOverlay['items'] {
  const count = Math.min(countOf(rounds), MOST_PIPS);
  return Array.from({ length: count }, (_, index) => roundAt(rounds, index));
}

type Carrying = { shown: ReadonlyMap<string, StepRun>; words: RunWords; itemName: string | undefined };

function edgeOverlay(edge: Edge, view: RunView, { shown, words, itemName }: Carrying): EdgeOverlay | undefined {
  const from = shown.get(edge.from);
  const to = shown.get(edge.to);
  const isRead = from?.pages !== undefined && edge.outlet === DONE;
  const took = isRead || (from?.outlet === edge.outlet && (from.status === 'succeeded' || from.status === 'failed'));
  const count = view.edges[edgeKey(edge)] ?? 0;
  if (took || (from === undefined && count > 0)) {
    const noun = words.nounOf(edge.from);
    const given =
      from?.pages !== undefined
        ? countWords(from.pages.items, noun)
        : from?.status === 'succeeded'
          ? countText(from.output, noun)
          : undefined;
    const text = given ?? itemName ?? (count > 1 ? t('{count} times', { count }) : undefined);
    return { state: to?.status === 'running' ? 'running' : 'carried', ...(text !== undefined && { text }) };
  }
  const isSettled =
    from === undefined
      ? isOver(view)
      : from.status !== 'waiting' && from.status !== 'running' && from.status !== 'retrying';
  return isSettled ? { state: 'not-taken', ...(from?.status === 'succeeded' && { text: t('not taken') }) } : undefined;
}

function countText(output: unknown, noun: string | undefined): string | undefined {
  const count = countIn(output);
  // One list among other fields is what the step is about only where its words say so.
  if (count === undefined || (!Array.isArray(output) && noun === undefined)) return undefined;
  return countWords(count, noun);
}
