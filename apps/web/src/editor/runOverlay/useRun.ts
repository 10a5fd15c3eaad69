import { loadPlan, type RunEvent, type RunView, type Trial, viewRun } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { RunRow } from '../../api/types.ts';
import { followRun } from './followRun.ts';
import type { ShownItems } from './overlayOf.ts';
import { wholeView } from './wholeView.ts';

export type OpenRun = {
  row: RunRow;
  document: FlowDocument;
  view: RunView;
  events: readonly RunEvent[];
  /** How often a step is tried at most, where it says so itself. */
  triesOf(step: string): number | undefined;
  /** What a step of a try was told to do in place of its work. */
  trialOf(step: string): Trial | undefined;
};

export type RunQuery =
  | { kind: 'loading' }
  | { kind: 'failed'; sentence: string; retry(): void }
  | { kind: 'open'; run: OpenRun; reload(): void };

/** Facts that this page folds itself; a run with more of them is asked for as it is to be shown. */
const MOST_FACTS = 20_000;
const LOOK_MS = 3_000;

/**
 * One run, folded here from its journal, and kept up to date while it goes on. A long one is folded by the server, which
 * gives the items shown; it is asked again and again while the run goes on.
 */
export function useRun(runId: string, items: ShownItems): RunQuery {
  const trpc = useTRPC();
  const [isLong, setLong] = useState(false);
  const asked = isLong && items.size > 0 ? { runId, items: Object.fromEntries(items) } : { runId };
  const query = useQuery(
    // Asked anew each time: a journal that was kept may have grown.
    trpc.run.get.queryOptions(asked, {
      staleTime: 0,
      placeholderData: keepPreviousData,
      refetchInterval: ({ state }) => (isLong && state.data?.run.finishedAt === null ? LOOK_MS : false),
    }),
  );
  const { data } = query;
  if (data?.view !== undefined && !isLong) setLong(true);
  const events = useEvents({ runId, data: isLong ? undefined : data, onLong: setLong }) ?? data?.events;
  const plan = useMemo(() => data && loadPlan(data.plan), [data]);
  const sent = data?.view;
  const given = useMemo(() => sent && wholeView(sent), [sent]);
  const view = useMemo(() => given ?? (plan && events && viewRun(plan, events)), [given, plan, events]);
  const reload = () => void query.refetch();
  if (data !== undefined && view !== undefined && events !== undefined) {
    const trialOf = (step: string) => data.plan.steps.find(({ id }) => id === step)?.trial;
    const triesOf = (step: string) => data.plan.steps.find(({ id }) => id === step)?.retry?.tries;
    return { kind: 'open', run: { row: data.run, document: data.document, view, events, triesOf, trialOf }, reload };
  }
  if (query.isError) return { kind: 'failed', sentence: sentenceOf(query.error), retry: reload };
  return { kind: 'loading' };
}

type Followed = { runId: string; data: { events: readonly RunEvent[] } | undefined; onLong(isLong: boolean): void };

/** What has come since `data` was asked for, with what it brought; undefined while nothing has. */
function useEvents({ runId, data, onLong }: Followed): readonly RunEvent[] | undefined {
  const [live, setLive] = useState<{ of: object; events: readonly RunEvent[] }>();
  useEffect(() => {
    if (data === undefined) return;
    return followRun({
      runId,
      events: data.events,
      onEvents: (events) => {
        if (factsIn(events) > MOST_FACTS) onLong(true);
        else setLive({ of: data, events });
      },
    });
  }, [runId, data, onLong]);
  return live !== undefined && live.of === data ? live.events : undefined;
}

/** A page of a list has as much in it as a loop's items that went on. */
function factsOf(event: RunEvent): number {
  if (event.type === 'loop.progressed') return event.items.length;
  return event.type === 'step.succeeded' && event.page !== undefined ? MOST_FACTS / 100 : 1;
}

function factsIn(events: readonly RunEvent[]): number {
  return events.reduce((sum, event) => sum + factsOf(event), 0);
}
