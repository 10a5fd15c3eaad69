import { viewRun, loadPlan, type RunView } from '@patchbay/execution';
import { type Json, schemaFromSample } from '@patchbay/expression';
import type { Learnt, Step } from '@patchbay/flow';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { client } from '../../api/client.ts';
import { useTRPC } from '../../api/trpc.ts';
import { useLastTry } from '../runOverlay/lastTry.ts';
import { wholeView } from '../runOverlay/wholeView.ts';
import { useEditor, useSession } from '../useEditor.ts';
import { silentSteps } from './flowTypes.ts';

/** Runs that are looked at, and values of one step. */
const RUNS = 3;
const VALUES = 20;

/**
 * Learns what steps give whose description does not say: from the last try, and from the newest runs of the flow. Only of
 * what was really answered, since a mock knows no more than the description.
 */
export function useLearning(): void {
  const { catalog } = useSession();
  const version = useSyncExternalStore(catalog.subscribe, catalog.getVersion);
  const flow = useEditor((state) => state.flow);
  const silent = silentSteps({ flow, catalog, version });
  const lastTry = useLastTry();
  const tried = lastTry.kind === 'run' && lastTry.mode === 'live' ? lastTry.view : undefined;
  const past = usePastRuns(silent.length > 0);
  useEffect(() => {
    const views = [...(tried === undefined ? [] : [tried]), ...(past ?? [])];
    catalog.learn(silent.flatMap((step) => learntOf(step, views) ?? []));
  }, [catalog, silent, tried, past]);
}

function usePastRuns(isWanted: boolean): readonly RunView[] | undefined {
  const { workspaceId, flowId } = useSession();
  const newest = { workspaceId, flowId, mode: 'live', status: 'succeeded', limit: RUNS } as const;
  const runs = useQuery({ ...useTRPC().run.list.queryOptions(newest), enabled: isWanted }).data?.items ?? [];
  const ids = runs.map(({ id }) => id);
  return useQuery({
    queryKey: ['learnt from', flowId, ids],
    queryFn: () => Promise.all(ids.map(viewOf)),
    enabled: ids.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
}

async function viewOf(runId: string): Promise<RunView> {
  const { plan, events, view } = await client.run.get.query({ runId });
  return view === undefined ? viewRun(loadPlan(plan), events) : wholeView(view);
}

function learntOf(step: Step, views: readonly RunView[]): { step: Step; learnt: Learnt } | undefined {
  const given = views
    .flatMap((view) => view.steps)
    .filter((run) => run.step === step.id && run.status === 'succeeded' && run.output !== undefined)
    .slice(0, VALUES)
    // What a run gave came as JSON.
    .map(({ output }) => output as Json);
  const all = schemaFromSample(given);
  const schema = typeof all === 'object' ? all.items : undefined;
  return schema === undefined ? undefined : { step, learnt: { schema, samples: given.length } };
}
