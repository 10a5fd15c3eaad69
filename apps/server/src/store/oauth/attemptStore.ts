import type { Attempt, AttemptStore, Outcome, Wish } from '../../oauth/attempts.ts';
import type { Sealed, Vault } from '../../vault/vault.ts';
import type { Database } from '../database.ts';
import type { OauthAttempt } from '../generated/client.ts';

/** How long after its end what became of it is kept. */
const KEPT_MS = 3_600_000;

/** Those who are away to sign in, in PostgreSQL: whichever process they come back to knows them. */
export function createAttemptStore({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>, vault: Vault): AttemptStore {
  const place = ({ id, workspaceId }: Pick<Attempt, 'id' | 'workspaceId'>) => ({
    workspaceId,
    connectionId: `oauth attempt:${id}`,
  });

  const open = async (row: OauthAttempt): Promise<Attempt> => {
    const { id, workspaceId, userId, sessionHash, expiresAt } = row;
    return {
      id,
      workspaceId,
      userId,
      sessionHash,
      // All three written below.
      wish: row.wish as unknown as Wish,
      secret: await vault.open(place(row), row.sealed as Sealed),
      expiresAt: expiresAt.getTime(),
      ...(row.outcome !== null && { outcome: row.outcome as unknown as Outcome }),
    };
  };

  return {
    async begin({ secret, wish, expiresAt, nextPollAt, ...attempt }) {
      const before = new Date(expiresAt - KEPT_MS);
      await prisma.oauthAttempt.deleteMany({ where: { workspaceId: attempt.workspaceId, expiresAt: { lt: before } } });
      await prisma.oauthAttempt.create({
        data: {
          ...attempt,
          wish: JSON.parse(JSON.stringify(wish)),
          sealed: await vault.seal(place(attempt), secret),
          expiresAt: new Date(expiresAt),
          nextPollAt: nextPollAt === undefined ? null : new Date(nextPollAt),
        },
      });
    },

    async take(stateHash, now) {
      const { rows } = await pool.query<{ id: string }>(
        `update oauth_attempt set state_hash = null
         where state_hash = $1 and expires_at > to_timestamp($2::float8 / 1000) returning id`,
        [stateHash, now],
      );
      const row = rows[0] && (await prisma.oauthAttempt.findFirst({ where: { id: rows[0].id } }));
      return row ? open(row) : null;
    },

    async find(workspaceId, id) {
      const row = await prisma.oauthAttempt.findFirst({ where: { id, workspaceId } });
      return row === null ? null : open(row);
    },

    async claimPoll(id, { now, nextAt }) {
      const { rowCount } = await pool.query(
        `update oauth_attempt set next_poll_at = to_timestamp($3::float8 / 1000)
         where id = $1 and outcome is null and next_poll_at <= to_timestamp($2::float8 / 1000)`,
        [id, now, nextAt],
      );
      return rowCount === 1;
    },

    async settle(id, outcome) {
      const data = { outcome: JSON.parse(JSON.stringify(outcome)), sealed: {} };
      await prisma.oauthAttempt.updateMany({ where: { id }, data });
    },
  };
}
