import type { Auth } from '@patchbay/connector';
import type { AccountRows } from '../signIn/Accounts.ts';
import type { OpenConnection } from '../vault/signRequest.ts';
import type { Sealed, Vault } from '../vault/vault.ts';
import type { Database } from './database.ts';
import type { Connection, ConnectionShare } from './generated/client.ts';
import { tell } from './tell.ts';

/** The channel on which every process hears that an account has another secret or does not work any more: its id. */
export const ACCOUNT_CHANNEL = 'account_changed';

/** How long nobody else renews it; longer than it may take. */
const LEASE_S = 60;

/** What is read of an account to open it. */
export type AccountRow = Connection & { shares: readonly Pick<ConnectionShare, 'userId'>[] };
export const withShares = { shares: { select: { userId: true } } } as const;

/** A row of an account, opened. */
export async function openRow(row: AccountRow, vault: Pick<Vault, 'open'>): Promise<OpenConnection> {
  const { id, workspaceId, connector, generation, expiresAt, renewAt, state, problem } = row;
  // All three written by the stores of accounts only.
  const secret = await vault.open({ workspaceId, connectionId: id }, row.sealed as Sealed);
  return {
    name: row.name,
    auth: row.auth as unknown as Auth,
    secret,
    hosts: row.hosts as string[],
    ...(row.baseUrl !== null && { baseUrl: row.baseUrl }),
    kept: {
      id,
      workspaceId,
      connector,
      generation,
      ...(expiresAt !== null && { expiresAt: expiresAt.getTime() }),
      ...(renewAt !== null && { renewAt: renewAt.getTime() }),
      ...(state === 'broken' && { broken: problem ?? '' }),
      ...(row.sharedWith !== 'workspace' && { onlyFor: usersOf(row) }),
    },
  };
}

function usersOf({ createdBy, shares }: AccountRow): string[] {
  return [...(createdBy === null ? [] : [createdBy]), ...shares.map(({ userId }) => userId)];
}

/** Accounts in PostgreSQL, for those who renew their tokens. Whoever holds the lease may write, and only over what was read. */
export function createAccountRows({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>, vault: Vault): AccountRows {
  return {
    async read({ id, workspaceId }) {
      const row = await prisma.connection.findFirst({ where: { id, workspaceId }, include: withShares });
      return row === null ? undefined : openRow(row, vault);
    },

    async lease({ id, generation, by }) {
      const { rowCount } = await pool.query(
        `update connection set renewing_by = $3, renewing_until = now() + make_interval(secs => $4)
         where id = $1 and generation = $2 and (renewing_until is null or renewing_until < now())`,
        [id, generation, by, LEASE_S],
      );
      return rowCount === 1;
    },

    async keep({ id, workspaceId, generation, by, renewed }) {
      const sealed = await vault.seal({ workspaceId, connectionId: id }, renewed.secret);
      const { rowCount } = await pool.query(
        `update connection set generation = generation + 1, sealed = sealed || $4::jsonb,
           expires_at = to_timestamp($5::float8 / 1000), renew_at = to_timestamp($6::float8 / 1000),
           scopes = coalesce($7::jsonb, scopes), renewing_by = null, renewing_until = null, updated_at = now()
         where id = $1 and generation = $2 and renewing_by = $3`,
        [
          id,
          generation,
          by,
          JSON.stringify(sealed),
          renewed.expiresAt ?? null,
          renewed.renewAt ?? null,
          renewed.scopes === undefined ? null : JSON.stringify(renewed.scopes),
        ],
      );
      return rowCount === 1;
    },

    async release({ id, by }) {
      await pool.query(
        'update connection set renewing_by = null, renewing_until = null where id = $1 and renewing_by = $2',
        [id, by],
      );
    },

    // What waits for it would only come back to wait, so it is not gone through any more.
    async markBroken({ id, generation, problem }) {
      const { rowCount } = await pool.query(
        `update connection set state = 'broken', problem = $3, checked_at = now(),
           resume_after = null, broken_at = case when state = 'broken' then broken_at else now() end,
           tell_at = case when state = 'broken' then tell_at else now() end
         where id = $1 and generation = $2`,
        [id, generation, problem.slice(0, 1_000)],
      );
      if (rowCount === 1) await tell(pool, ACCOUNT_CHANNEL, id);
      return rowCount === 1;
    },
  };
}
