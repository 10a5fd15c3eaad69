import type { OpenConnection } from '../vault/signRequest.ts';
import type { Vault } from '../vault/vault.ts';
import { ACCOUNT_CHANNEL, openRow, withShares } from './accountRows.ts';
import type { Database } from './database.ts';
import type { Notifications } from './notifications.ts';

const KEPT_MS = 10_000;
/** How old the note of the last use may be before it is written again. */
const NOTED_MS = 3_600_000;

/**
 * Opens connections for the signing of requests. An opened one is kept for ten seconds, in this process only, so a loop of
 * a thousand calls reads and decrypts it once; a changed or deleted one is out of use after that, and at once where this
 * process has been told. That it is used is noted at most once an hour.
 */
export function createOpenConnections(
  { prisma }: Pick<Database, 'prisma'>,
  deps: { vault: Vault; notifications?: Pick<Notifications, 'on' | 'onGap'>; now(): number },
) {
  const kept = new Map<string, { until: number; connection: Promise<OpenConnection | undefined> }>();
  deps.notifications?.on(ACCOUNT_CHANNEL, (connectionId) => kept.delete(connectionId));
  deps.notifications?.onGap(() => kept.clear());

  const open = async (workspaceId: string, connectionId: string): Promise<OpenConnection | undefined> => {
    const row = await prisma.connection.findFirst({ where: { id: connectionId, workspaceId }, include: withShares });
    if (row === null) return undefined;
    const opened = await openRow(row, deps.vault);
    if (deps.now() - (row.lastUsedAt?.getTime() ?? 0) >= NOTED_MS) await noteUse(connectionId);
    return opened;
  };

  // Of several processes the first one writes. `updated_at` stays: nobody has changed the account.
  const noteUse = (connectionId: string) =>
    prisma.$executeRaw`update connection set last_used_at = ${new Date(deps.now())}
      where id = ${connectionId}::uuid
        and (last_used_at is null or last_used_at <= ${new Date(deps.now() - NOTED_MS)})`;

  return async (workspaceId: string, connectionId: string): Promise<OpenConnection | undefined> => {
    const known = kept.get(connectionId);
    if (known !== undefined && known.until > deps.now()) {
      const connection = await known.connection;
      // An id alone opens nothing: it has to be this workspace's.
      if (connection?.kept?.workspaceId === workspaceId) return connection;
    }
    const connection = open(workspaceId, connectionId);
    kept.set(connectionId, { until: deps.now() + KEPT_MS, connection });
    connection.catch(() => kept.delete(connectionId));
    if (kept.size > 1_000) kept.clear();
    return connection;
  };
}
