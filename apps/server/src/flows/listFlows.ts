import type { Access } from '../policies/can.ts';
import type { FlowDeps, FlowQuery, FlowRow } from './flowStore.ts';

/** One page of a workspace's flows. */
export function listFlows(
  query: Omit<FlowQuery, 'workspaceId'>,
  access: Access<'flow.read'>,
  { flows }: Pick<FlowDeps, 'flows'>,
): Promise<{ items: FlowRow[]; nextCursor: string | null }> {
  return flows.list({ ...query, workspaceId: access.workspaceId });
}
