import type { RunStatus } from '@patchbay/execution';
import type { Access } from '../policies/can.ts';
import { isChanged } from './firstFlow.ts';
import { type FirstStep, firstSteps } from './firstSteps.ts';
import type { HomeDeps } from './homeStore.ts';
import { type Picture, pictureOf } from './picture.ts';

/** The example as the first page shows it. */
type ShownFlow = {
  flowId: string;
  name: string;
  isChanged: boolean;
  /** Its last try, where there was one. */
  run: { id: string; status: RunStatus; startedAt: string; durationMs: number | null } | null;
  picture: Picture;
};

export type Home = {
  /** The member wants the page without its lessons. */
  isHidden: boolean;
  done: FirstStep[];
  /** Null where it was deleted, or where there never was one. */
  example: ShownFlow | null;
};

/** The connectors that are no API, but what comes with Patchbay itself. */
const house = ['core', 'lists', 'text', 'dates', 'data', 'crypto', 'email', 'checks', 'web', 'tables', 'store'];

/** What the first page shows somebody: the example with its data, and how far the workspace is with a flow of its own. */
export async function getHome(access: Access<'flow.read'>, deps: HomeDeps): Promise<Home> {
  const record = await deps.home.find(access);
  const [done, example] = await Promise.all([stepsOf(access, record, deps), exampleOf(access, record, deps)]);
  return { isHidden: record.isHidden, done, example };
}

type Kept = { firstFlowId: string | null; firstSteps: FirstStep[] };

/** What was done is kept when it is seen: the flow that did it may be deleted later. */
async function stepsOf({ workspaceId }: Access, kept: Kept, { home }: HomeDeps): Promise<FirstStep[]> {
  if (kept.firstSteps.length === firstSteps.length) return kept.firstSteps;
  const now = await home.stepsDone({ workspaceId, firstFlowId: kept.firstFlowId, house });
  const all = firstSteps.filter((step) => kept.firstSteps.includes(step) || now.includes(step));
  if (all.length > kept.firstSteps.length) await home.keepSteps(workspaceId, all);
  return all;
}

async function exampleOf({ workspaceId }: Access, { firstFlowId }: Kept, deps: HomeDeps): Promise<ShownFlow | null> {
  if (firstFlowId === null) return null;
  const draft = await deps.flows.findDraft(firstFlowId);
  if (draft === null || draft.workspaceId !== workspaceId) return null;
  const { items } = await deps.runStore.list(workspaceId, { flowId: firstFlowId, mode: 'mock', limit: 1 });
  const [last] = items;
  return {
    flowId: firstFlowId,
    name: draft.name,
    isChanged: isChanged(draft.document),
    run: last ? { id: last.id, status: last.status, startedAt: last.startedAt, durationMs: last.durationMs } : null,
    picture: await pictureOf({ workspaceId, document: draft.document, runId: last?.id }, deps),
  };
}
