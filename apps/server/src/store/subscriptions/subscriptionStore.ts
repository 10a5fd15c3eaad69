import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { ClaimedSubscription, SubscriptionStore } from '../../subscriptions/subscription.ts';

const MOST_AT_ONCE = 10;
/** Whoever takes longer has died. */
const CLAIM_MS = 180_000;

/** Subscriptions in the database. Safe to use from many processes at once. */
export function createSubscriptionStore(pool: Pool): SubscriptionStore {
  return {
    async claimDue(now) {
      const { rows } = await pool.query<ClaimedSubscription>({
        name: 'subscription-claim',
        text: `update subscription set claim = $2, claimed_until = to_timestamp($3::float8 / 1000)
          where id in (
            select id from subscription
            where next_due_at <= to_timestamp($1::float8 / 1000)
              and (claim is null or claimed_until < to_timestamp($1::float8 / 1000))
            order by next_due_at limit ${MOST_AT_ONCE} for update skip locked)
          returning id, claim, workspace_id as "workspaceId", flow_id as "flowId", hook_id as "hookId",
            case when is_on then asks end as wants, holds, remote_id as "remoteId", sealed,
            extract(epoch from expires_at)::float8 * 1000 as "expiresAt", failures`,
        values: [now, randomUUID(), now + CLAIM_MS],
      });
      return rows;
    },

    async keepSecret({ id, claim }, sealed) {
      await pool.query('update subscription set sealed = $3 where id = $1 and claim = $2', [
        id,
        claim,
        JSON.stringify(sealed),
      ]);
    },

    async agreed({ id, claim }, { holds, remoteId, sealed, expiresAt }, nextDueAt) {
      // Published or switched since it was claimed, it is due at once and stays so.
      const { rowCount } = await pool.query(
        `update subscription set holds = $3, remote_id = $4, sealed = $5, expires_at = to_timestamp($6::float8 / 1000),
            next_due_at = case when next_due_at <= claimed_until - interval '${CLAIM_MS} milliseconds'
              then to_timestamp($7::float8 / 1000) else next_due_at end,
            claim = null, asked_at = now(), failures = 0, error = null
          where id = $1 and claim = $2`,
        [id, claim, JSON.stringify(holds), remoteId, sealed && JSON.stringify(sealed), expiresAt, nextDueAt],
      );
      return rowCount === 1;
    },

    async ended({ id, claim }) {
      await pool.query(
        `with gone as (
            delete from subscription s where s.id = $1 and s.claim = $2 and s.asks is null returning 1
          )
          update subscription set holds = null, remote_id = null, sealed = null, expires_at = null, claim = null, failures = 0,
            error = null, next_due_at = case when is_on then next_due_at end
          where id = $1 and claim = $2 and asks is not null`,
        [id, claim],
      );
    },

    async failed({ id, claim }, { error, nextDueAt }) {
      await pool.query(
        `update subscription set claim = null, asked_at = now(), failures = failures + 1, error = $3,
            next_due_at = to_timestamp($4::float8 / 1000)
          where id = $1 and claim = $2`,
        [id, claim, error, nextDueAt],
      );
    },

    async release({ id, claim }) {
      await pool.query('update subscription set claim = null where id = $1 and claim = $2', [id, claim]);
    },
  };
}
