import { randomUUID } from 'node:crypto';
import type { Json } from '@patchbay/expression';
import type { Pool, PoolClient } from 'pg';
import type { PolledItem } from '../../polls/readItems.ts';
import { inTransaction } from '../inTransaction.ts';
import { writeStartedRuns } from '../startedRuns.ts';

const MOST_AT_ONCE = 10;
/** Whoever looks for longer has died. */
const CLAIM_MS = 120_000;
const DAY_MS = 86_400_000;
/** An item that has not been listed for so long is forgotten. */
const KEPT_DAYS = 180;

/** A poll that this process looks for now. */
export type ClaimedPoll = {
  id: string;
  claim: string;
  stepId: string;
  hasLooked: boolean;
  /** Where the last look stopped, for those that keep a place. */
  cursor: Json;
  failures: number;
  workspaceId: string;
  flowId: string;
  number: number;
  planId: string;
};

/** What a look has found, and when the next one is. Times in milliseconds since 1970. */
type Look = { items: readonly PolledItem[]; starts: boolean; cursor?: Json; nextDueAt: number; now: number };

/** Polls and what they have seen. Safe to use from many processes at once. */
export type PollStore = ReturnType<typeof createPollStore>;

export function createPollStore(pool: Pool) {
  return {
    /** Takes some of the polls that are due, so that no other process looks for them too. */
    async claimDue(now: number): Promise<ClaimedPoll[]> {
      const { rows } = await pool.query<ClaimedPoll>({
        name: 'poll-claim',
        text: `with due as (
            select p.id from poll p join flow f on f.id = p.flow_id
            where p.next_due_at <= to_timestamp($1::float8 / 1000) and f.active
              and (p.claim is null or p.claimed_until < to_timestamp($1::float8 / 1000))
            order by p.next_due_at limit ${MOST_AT_ONCE} for update of p skip locked
          ), claimed as (
            update poll set claim = $2, claimed_until = to_timestamp($3::float8 / 1000)
            where id in (select id from due) returning *
          )
          select c.id, c.claim, c.step_id as "stepId", c.has_looked as "hasLooked", c.cursor, c.failures,
            f.workspace_id as "workspaceId", f.id as "flowId", v.number, v.plan_id as "planId"
          from claimed c join flow f on f.id = c.flow_id join flow_version v on v.id = f.live_version_id`,
        values: [now, randomUUID(), now + CLAIM_MS],
      });
      return rows;
    },

    /**
     * Remembers what a look has found, and starts a run for each version of an item that is new, in one commit: neither
     * is there without the other. Gives the runs' ids; null where the poll is not this process's any more.
     */
    found: (poll: ClaimedPoll, look: Look) => inTransaction(pool, (client) => keepFound(client, poll, look)),

    /** Moves the place of a poll on, unless another look has moved it meanwhile. */
    async settled({ id }: Pick<ClaimedPoll, 'id'>, { from, to }: { from: Json; to: Json }): Promise<void> {
      const moved = [id, JSON.stringify(from), JSON.stringify(to)];
      await pool.query('update poll set cursor = $3 where id = $1 and cursor = $2::jsonb', moved);
    },

    /** Of these items, those of which some version is remembered. */
    async known(pollId: string, items: readonly string[]): Promise<ReadonlySet<string>> {
      const { rows } = await pool.query<{ item: string }>({
        name: 'poll-known',
        text: 'select distinct item from poll_item where poll_id = $1 and item = any($2)',
        values: [pollId, items],
      });
      return new Set(rows.map(({ item }) => item));
    },

    /** Lets a poll go without a look, for the next one who asks. */
    async release({ id, claim }: Pick<ClaimedPoll, 'id' | 'claim'>): Promise<void> {
      await pool.query('update poll set claim = null where id = $1 and claim = $2', [id, claim]);
    },

    /** A look went wrong: nothing is remembered, and the next finds what this one did not. */
    async failed(poll: ClaimedPoll, { error, nextDueAt }: { error: string; nextDueAt: number }): Promise<void> {
      await pool.query(
        `update poll set looked_at = now(), claim = null, failures = failures + 1, error = $3, next_due_at = to_timestamp($4::float8 / 1000)
          where id = $1 and claim = $2`,
        [poll.id, poll.claim, error, nextDueAt],
      );
    },

    /** Forgets items that have long been gone. */
    async forget(now: number): Promise<void> {
      const before = now - KEPT_DAYS * DAY_MS;
      await pool.query('delete from poll_item where seen_at < to_timestamp($1::float8 / 1000)', [before]);
    },
  };
}

async function keepFound(client: PoolClient, poll: ClaimedPoll, look: Look): Promise<string[] | null> {
  const held = await client.query('select from poll where id = $1 and claim = $2 for update', [poll.id, poll.claim]);
  if (held.rowCount === 0) return null;
  const fresh = await remember(client, poll.id, look);
  const { workspaceId, flowId, number, planId, stepId: trigger } = poll;
  const runs = fresh.map(({ payload }) => ({ workspaceId, flowId, number, planId, trigger, payload }));
  const runIds = await writeStartedRuns(client, look.starts ? runs : [], look.now);
  await client.query(
    `update poll set has_looked = true, looked_at = now(), claim = null, failures = 0, error = null,
      next_due_at = to_timestamp($2::float8 / 1000), cursor = coalesce($3, cursor) where id = $1`,
    [poll.id, look.nextDueAt, look.cursor === undefined ? null : JSON.stringify(look.cursor)],
  );
  return runIds;
}

async function remember(
  client: PoolClient,
  pollId: string,
  { items, now }: { items: readonly PolledItem[]; now: number },
): Promise<PolledItem[]> {
  const listed = [pollId, items.map(({ item }) => item), items.map(({ version }) => version), now];
  const { rows } = await client.query<{ item: string; version: string }>({
    name: 'poll-remember',
    text: `insert into poll_item (poll_id, item, version, seen_at)
      select $1, item, version, to_timestamp($4::float8 / 1000) from unnest($2::text[], $3::text[]) as i (item, version)
      on conflict do nothing returning item, version`,
    values: listed,
  });
  await client.query({
    name: 'poll-seen',
    text: `update poll_item p set seen_at = to_timestamp($4::float8 / 1000) from unnest($2::text[], $3::text[]) as i (item, version)
      where p.poll_id = $1 and p.item = i.item and p.version = i.version
        and p.seen_at < to_timestamp($4::float8 / 1000) - interval '1 day'`,
    values: listed,
  });
  const fresh = new Set(rows.map(({ item, version }) => JSON.stringify([item, version])));
  return items.filter(({ item, version }) => fresh.has(JSON.stringify([item, version])));
}
