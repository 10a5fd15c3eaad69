import type { StepRun } from '@patchbay/execution';
import { type FlowDocument, loopsAround, partUpTo, type StepId } from '@patchbay/flow';
import { flowGraph } from '../document/flowGraph.ts';
import { useLastTry, useTryStore } from '../runOverlay/lastTry.ts';
import { tryRequest } from '../runOverlay/tryRequest.ts';
import { useCatalog, useSession } from '../useEditor.ts';
import type { TabState } from './InspectorTabs.tsx';
import { onlyReads } from './onlyReads.ts';

export type TestState = {
  state: TabState;
  isBusy: boolean;
  /** What the last try did with this step, one entry for each time it ran. */
  runs: readonly StepRun[];
  mode: 'mock' | 'live' | undefined;
  refused: string | undefined;
  /** Nothing up to here changes anything, and the accounts are there: it is tested for real. */
  isForReal: boolean;
  /** Runs the flow up to this step, on sample data unless it only reads, or only the step where there is real data before it. */
  run(): Promise<void>;
  /** Runs on sample data what stands before this step, which may not be filled yet, and nothing else. */
  getSamples(): Promise<void>;
  /** How many steps that is. */
  countBefore(): number;
};

export function useTestState(stepId: StepId): TestState {
  const session = useSession();
  const catalog = useCatalog();
  const store = useTryStore();
  const last = useLastTry();
  const before = session.editor.getState().flow;
  const runs = last.kind === 'run' ? last.view.steps.filter(({ step }) => step === stepId) : [];
  const isForReal = onlyReads(before, stepId, catalog);
  const isRunning = last.kind === 'run' && (last.view.status === 'running' || last.view.status === 'waiting');
  return {
    state: stateOf(runs),
    isForReal,
    isBusy: last.kind === 'starting' || (isRunning && last.view.finishedAt === undefined && last.mode === 'mock'),
    runs,
    mode: last.kind === 'none' ? undefined : last.mode,
    refused: last.kind === 'refused' ? last.sentence : undefined,
    countBefore: () => Object.keys(partBefore(before, stepId).steps).length,
    async getSamples() {
      const flow = session.editor.getState().flow;
      const last = lastBefore(flow, stepId);
      const part = last && { kind: 'upTo' as const, step: last };
      await store.start(tryRequest({ flowId: session.flowId, flow, catalog, part }));
    },
    async run() {
      // Real data is worth more than what a mock makes up before the step once more.
      const hasReal = last.kind === 'run' && (last.isOpened === true || last.mode === 'live');
      const part = { kind: hasReal ? ('only' as const) : ('upTo' as const), step: stepId };
      const flow = session.editor.getState().flow;
      const mode = onlyReads(flow, stepId, catalog) ? 'live' : 'mock';
      await store.start(tryRequest({ flowId: session.flowId, flow, catalog, part, mode }));
    },
  };
}

/** The one step before this one, or before the frame around it; undefined where there are several or none. */
function lastBefore(flow: FlowDocument, stepId: StepId): StepId | undefined {
  const graph = flowGraph(flow);
  for (const id of [stepId, ...loopsAround(flow, stepId)]) {
    const sources = new Set(graph.incoming(id).map(({ from }) => from));
    if (sources.size > 0) return sources.size === 1 ? [...sources][0] : undefined;
  }
  return undefined;
}

function partBefore(flow: FlowDocument, stepId: StepId): FlowDocument {
  const last = lastBefore(flow, stepId);
  return last === undefined ? flow : partUpTo(flow, last, flowGraph(flow));
}

function stateOf(runs: readonly StepRun[]): TabState {
  if (runs.length === 0) return 'todo';
  return runs.every(({ status }) => status === 'succeeded') ? 'done' : 'part';
}
