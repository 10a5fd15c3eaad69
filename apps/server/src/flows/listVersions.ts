import type { Access } from '../policies/can.ts';
import type { FlowDeps, VersionRow } from './flowStore.ts';

/** What was published of a flow, newest first. */
export function listVersions(
  { flowId }: { flowId: string },
  _access: Access<'flow.read'>,
  { flows }: Pick<FlowDeps, 'flows'>,
): Promise<VersionRow[]> {
  return flows.versions(flowId);
}
