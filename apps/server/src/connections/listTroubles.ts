import type { Access } from '../policies/can.ts';
import type { ConnectionDeps } from './connectionStore.ts';

/** An account that does not work any more, since when, and how many runs wait for it. */
export type AccountTrouble = { id: string; name: string; connector: string; brokenAt?: string; waiting: number };

/** The accounts that somebody has to connect again. */
export async function listTroubles(
  { workspaceId }: Access<'connection.read'>,
  { connections, resumes }: Pick<ConnectionDeps, 'connections' | 'resumes'>,
): Promise<AccountTrouble[]> {
  const broken = (await connections.list(workspaceId)).filter(({ state }) => state === 'broken');
  return Promise.all(
    broken.map(async ({ id, name, connector, brokenAt }) => ({
      id,
      name,
      connector,
      ...(brokenAt !== undefined && { brokenAt }),
      waiting: await resumes.waiting({ workspaceId, connectionId: id }),
    })),
  );
}
