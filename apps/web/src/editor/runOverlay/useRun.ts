import { loadPlan, type RunEvent, type RunView, viewRun } from '@patchbay/execution';
import type { FlowDocument } from '@patchbay/flow';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { sentenceOf } from '../../api/failure.ts';
import { useTRPC } from '../../api/trpc.ts';
import type { RunRow } from '../../api/types.ts';
import { followRun } from './followRun.ts';

export type OpenRun = { row: RunRow; document: FlowDocument; view: RunView; events: readonly RunEvent[] };

export type RunQuery =
  | { kind: 'loading' }
  | { kind: 'failed'; sentence: string; retry(): void }
  | { kind: 'open'; run: OpenRun; reload(): void };

/** One run, folded here from its journal, and kept up to date while it goes on. */
export function useRun(runId: string): RunQuery {
  const trpc = useTRPC();
  // Asked anew each time: a journal that was kept may have grown.
  const query = useQuery(trpc.run.get.queryOptions({ runId }, { staleTime: 0 }));
  const { data } = query;
  const [live, setLive] = useState<{ of: object; events: readonly RunEvent[] }>();
  useEffect(() => {
    if (data === undefined) return;
    return followRun({ runId, events: data.events, onEvents: (events) => setLive({ of: data, events }) });
  }, [runId, data]);
  const plan = useMemo(() => data && loadPlan(data.plan), [data]);
  const events = live !== undefined && live.of === data ? live.events : data?.events;
  const view = useMemo(() => plan && events && viewRun(plan, events), [plan, events]);
  const reload = () => void query.refetch();
  if (data !== undefined && view !== undefined && events !== undefined)
    return { kind: 'open', run: { row: data.run, document: data.document, view, events }, reload };
  if (query.isError) return { kind: 'failed', sentence: sentenceOf(query.error), retry: reload };
  return { kind: 'loading' };
}
