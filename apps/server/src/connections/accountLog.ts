import type { RunEvent } from '@patchbay/execution';
import { AppError } from '../errors.ts';
import type { Access } from '../policies/can.ts';
import type { ConnectionDeps } from './connectionStore.ts';

/** A run that has used an account. Times are ISO instants. */
export type LoggedRun = {
  runId: string;
  flowId: string;
  flowName: string;
  /** Of the version; null for a try. */
  number: number | null;
  status: string;
  startedAt: string;
  /** Its steps that have used it, how often so far, and when last. */
  steps: { id: string; name: string; times: number; at: string }[];
  /** Only the beginning of a long run was read: it may have used it more often. */
  isPartial: boolean;
};

/** The runs that have used an account, newest first, as their journals say. */
export type AccountLogStore = {
  /** `before`: the id of the run where the last page ended. `next`: where this one did, where there may be more. */
  list(asked: {
    workspaceId: string;
    connectionId: string;
    since: number;
    before?: string | undefined;
  }): Promise<{ items: LoggedRun[]; next?: string }>;
};

const DAYS = 30;
const DAY_MS = 86_400_000;

/** A page of the runs of the last thirty days that have used an account, and by which steps. */
export async function listLog(
  { connectionId, before }: { connectionId: string; before?: string | undefined },
  { workspaceId }: Access<'connection.read'>,
  { connections, accountLog, now }: Pick<ConnectionDeps, 'connections' | 'accountLog'> & { now(): number },
): Promise<{ items: LoggedRun[]; next?: string }> {
  if ((await connections.find(workspaceId, connectionId)) === null) throw new AppError('not_found');
  return accountLog.list({ workspaceId, connectionId, since: now() - DAYS * DAY_MS, before });
}

/** How often these steps were carried out in a part of a journal. What is under way counts as well. */
export function usesIn(events: readonly RunEvent[], steps: ReadonlyMap<string, string>): LoggedRun['steps'] {
  const found = new Map<string, { times: number; at: number; underWay: Set<string> }>();
  for (const event of events) {
    if (event.type !== 'step.started' && event.type !== 'step.succeeded' && event.type !== 'step.failed') continue;
    const id = event.path.split('/').at(-1) ?? '';
    if (!steps.has(id)) continue;
    const use = found.get(id) ?? { times: 0, at: 0, underWay: new Set() };
    // Where it began is written for some calls only.
    if (event.type === 'step.started') use.underWay.add(event.path);
    if (event.type === 'step.started' || !use.underWay.delete(event.path)) use.times += 1;
    found.set(id, { ...use, at: event.at });
  }
  return [...found].map(([id, { times, at }]) => ({
    id,
    name: steps.get(id) ?? id,
    times,
    at: new Date(at).toISOString(),
  }));
}
