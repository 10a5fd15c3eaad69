import type { FlowDeps } from '../flows/flowStore.ts';
import type { RunUseDeps } from '../runs/runPorts.ts';
import type { FirstStep } from './firstSteps.ts';

/** What is kept for the first page of a workspace, and of one member of it. */
type HomeRecord = {
  /** The example, which may have been deleted; null where there never was one. */
  firstFlowId: string | null;
  /** Once done, always done: what did it may be gone. */
  firstSteps: FirstStep[];
  /** This member wants the page without its lessons. */
  isHidden: boolean;
};

type Place = { workspaceId: string; userId: string };

export type HomeStore = {
  find(place: Place): Promise<HomeRecord>;
  setFirstFlow(workspaceId: string, flowId: string): Promise<void>;
  setHidden(place: Place, isHidden: boolean): Promise<void>;
  /** What flows other than the first have done by now. `house`: the connectors that are no API. */
  stepsDone(workspace: {
    workspaceId: string;
    firstFlowId: string | null;
    house: readonly string[];
  }): Promise<FirstStep[]>;
  keepSteps(workspaceId: string, steps: readonly FirstStep[]): Promise<void>;
};

/** What the use cases of the first page reach the outside by. */
export type HomeDeps = Pick<FlowDeps, 'flows' | 'catalogs'> & RunUseDeps & { home: HomeStore };
