import type { Auth } from '@patchbay/connector';
import type { OpenConnection } from '../vault/signRequest.ts';
import type { Sealed, Vault } from '../vault/vault.ts';
import type { Database } from './database.ts';

const KEPT_MS = 10_000;

/**
 * Opens connections for the signing of requests. An opened one is kept for ten seconds, in this process only, so a loop of
 * a thousand calls reads and decrypts it once; a changed or deleted one is out of use after that.
 */
export function createOpenConnections({ prisma }: Pick<Database, 'prisma'>, deps: { vault: Vault; now(): number }) {
  const kept = new Map<string, { until: number; connection: Promise<OpenConnection | undefined> }>();

  const open = async (workspaceId: string, connectionId: string): Promise<OpenConnection | undefined> => {
    const row = await prisma.connection.findFirst({ where: { id: connectionId, workspaceId } });
    if (row === null) return undefined;
    // Both written by `createConnectionStore` only.
    const secret = await deps.vault.open({ workspaceId, connectionId }, row.sealed as Sealed);
    return { name: row.name, auth: row.auth as unknown as Auth, secret, hosts: row.hosts as string[] };
  };

  return (workspaceId: string, connectionId: string): Promise<OpenConnection | undefined> => {
    const key = `${workspaceId}/${connectionId}`;
    const known = kept.get(key);
    if (known !== undefined && known.until > deps.now()) return known.connection;
    const connection = open(workspaceId, connectionId);
    kept.set(key, { until: deps.now() + KEPT_MS, connection });
    connection.catch(() => kept.delete(key));
    if (kept.size > 1_000) kept.clear();
    return connection;
  };
}
