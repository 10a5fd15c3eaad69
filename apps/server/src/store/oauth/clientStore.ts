import type { ClientStore } from '../../oauth/clients.ts';
import type { Sealed, Vault } from '../../vault/vault.ts';
import type { Database } from '../database.ts';

/** The clients of workspaces in PostgreSQL, their secrets sealed. */
export function createClientStore({ prisma }: Pick<Database, 'prisma'>, vault: Vault): ClientStore {
  const place = (workspaceId: string, connector: string) => ({
    workspaceId,
    connectionId: `oauth client:${connector}`,
  });
  return {
    async find(workspaceId, connector) {
      const row = await prisma.oauthClient.findFirst({ where: { workspaceId, connector } });
      if (row === null) return undefined;
      // Written below.
      const { secret } = await vault.open(place(workspaceId, connector), row.sealed as Sealed);
      return { id: row.clientId, ...(secret !== undefined && { secret }) };
    },

    async save(workspaceId, connector, { id: clientId, secret }) {
      const fields: Record<string, string> = secret === undefined ? {} : { secret };
      const data = { clientId, sealed: await vault.seal(place(workspaceId, connector), fields) };
      await prisma.oauthClient.upsert({
        where: { workspaceId_connector: { workspaceId, connector } },
        update: data,
        create: { workspaceId, connector, ...data },
      });
    },

    async remove(workspaceId, connector) {
      await prisma.oauthClient.deleteMany({ where: { workspaceId, connector } });
    },
  };
}
