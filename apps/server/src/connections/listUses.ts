import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { ConnectionDeps } from './connectionStore.ts';
import { type ConnectionUses, callersOf, useOf } from './connectionUses.ts';

/** What uses an account: the flows of the workspace, their steps in the live version and in the draft, and who calls them. */
export async function listUses(
  { connectionId }: { connectionId: string },
  { workspaceId }: Access<'connection.read' | 'connection.delete' | 'flow.update'>,
  { connections }: Pick<ConnectionDeps, 'connections'>,
): Promise<ConnectionUses> {
  if ((await connections.find(workspaceId, connectionId)) === null) throw new AppError('not_found');
  const found = await connections.flowsWith({ workspaceId, connectionId });
  const flows = found
    .map((flow) => useOf(flow, connectionId))
    .filter(({ live, draft }) => live.length > 0 || draft.length > 0);
  const stopped = flows.filter(({ stops }) => stops).map(({ id }) => id);
  const callers = stopped.length === 0 ? [] : callersOf(stopped, await connections.calls(workspaceId));
  return { flows, callers };
}
