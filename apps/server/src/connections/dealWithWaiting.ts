import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { ConnectionDeps, ConnectionRow } from './connectionStore.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'resumes'> & { now(): number };
type Account = { connectionId: string };

/** How many runs wait for an account, counted up to ten thousand. */
export async function countWaiting(
  { connectionId }: Account,
  { workspaceId }: Access<'connection.read'>,
  deps: Pick<Deps, 'connections' | 'resumes'>,
): Promise<{ waiting: number }> {
  await found(workspaceId, connectionId, deps);
  return { waiting: await deps.resumes.waiting({ workspaceId, connectionId }) };
}

/** Has the runs that wait for an account tried again, in the order they began. */
export async function processWaiting(
  { connectionId }: Account,
  { workspaceId }: Access<'run.retry'>,
  deps: Deps,
): Promise<void> {
  const { state } = await found(workspaceId, connectionId, deps);
  // They would only come back to wait.
  if (state === 'broken') throw new AppError('connection_broken');
  await deps.resumes.begin({ workspaceId, connectionId, dropsBy: null, now: deps.now() });
}

/** Leaves those that are not dealt with yet as they are: they wait. */
export async function stopProcessing(
  { connectionId }: Account,
  { workspaceId }: Access<'run.retry'>,
  deps: Deps,
): Promise<void> {
  await found(workspaceId, connectionId, deps);
  await deps.resumes.stop({ workspaceId, connectionId });
}

/**
 * Cancels the runs that wait for an account. What they did before they waited stays done; each can be run again from the list
 * of runs. `seen`: how many the person was told of; throws `connection_use_changed` where it is more by now.
 */
export async function dropWaiting(
  { connectionId, seen }: Account & { seen: number },
  { workspaceId, userId }: Access<'run.cancel'>,
  deps: Deps,
): Promise<void> {
  await found(workspaceId, connectionId, deps);
  if ((await deps.resumes.waiting({ workspaceId, connectionId })) > seen) throw new AppError('connection_use_changed');
  await deps.resumes.begin({ workspaceId, connectionId, dropsBy: userId, now: deps.now() });
}

async function found(
  workspaceId: string,
  connectionId: string,
  { connections }: Pick<Deps, 'connections'>,
): Promise<ConnectionRow> {
  const row = await connections.find(workspaceId, connectionId);
  if (row === null) throw new AppError('not_found');
  return row;
}
