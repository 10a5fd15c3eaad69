import type { StepRun } from '@patchbay/execution';
import type { StepId } from '@patchbay/flow';
import { useLastTry, useTryStore } from '../runOverlay/lastTry.ts';
import { tryRequest } from '../runOverlay/tryRequest.ts';
import { useCatalog, useSession } from '../useEditor.ts';
import type { TabState } from './InspectorTabs.tsx';

export type TestState = {
  state: TabState;
  isBusy: boolean;
  /** What the last try did with this step, one entry for each time it ran. */
  runs: readonly StepRun[];
  mode: 'mock' | 'live' | undefined;
  refused: string | undefined;
  /** Runs the flow on mocks up to its end, and shows what this step did. */
  run(): Promise<void>;
};

export function useTestState(stepId: StepId): TestState {
  const session = useSession();
  const catalog = useCatalog();
  const store = useTryStore();
  const last = useLastTry();
  const runs = last.kind === 'run' ? last.view.steps.filter(({ step }) => step === stepId) : [];
  const isRunning = last.kind === 'run' && (last.view.status === 'running' || last.view.status === 'waiting');
  return {
    state: stateOf(runs),
    isBusy: last.kind === 'starting' || (isRunning && last.view.finishedAt === undefined && last.mode === 'mock'),
    runs,
    mode: last.kind === 'none' ? undefined : last.mode,
    refused: last.kind === 'refused' ? last.sentence : undefined,
    async run() {
      await store.start(tryRequest({ flowId: session.flowId, flow: session.editor.getState().flow, catalog }));
    },
  };
}

function stateOf(runs: readonly StepRun[]): TabState {
  if (runs.length === 0) return 'todo';
  return runs.every(({ status }) => status === 'succeeded') ? 'done' : 'part';
}
