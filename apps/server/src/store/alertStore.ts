import type { Pool } from 'pg';
import type { AlertedAccount, AlertStore } from '../connections/AccountAlerts.ts';

const AT_A_TIME = 20;
/** Accounts that nothing renews are warned of so long before they end. */
const AHEAD = '7 days';

type Line = {
  id: string;
  workspaceId: string;
  connector: string;
  name: string;
  createdBy: string | null;
  state: string;
  problem: string | null;
  brokenAt: Date | null;
  expiresAt: Date | null;
};

// Who has taken one and died is followed by another after some minutes; the warning of an end is noted with the end it is of.
const TAKE = `
  update connection set tell_at = to_timestamp($1::float8 / 1000) + interval '5 minutes' where id in (
    select id from connection
    where (tell_at <= to_timestamp($1::float8 / 1000) and state = 'broken')
      or (state <> 'broken' and renew_at is null and expires_at > to_timestamp($1::float8 / 1000)
        and expires_at < to_timestamp($1::float8 / 1000) + interval '${AHEAD}' and warned_for is distinct from expires_at
        and (tell_at is null or tell_at <= to_timestamp($1::float8 / 1000)))
    order by id limit ${AT_A_TIME} for update skip locked)
  returning id, workspace_id as "workspaceId", connector, name, created_by as "createdBy", state, problem,
    broken_at as "brokenAt", expires_at as "expiresAt"`;

/** Of which accounts people are still to be told, in PostgreSQL. */
export function createAlertStore(pool: Pool): AlertStore {
  return {
    async takeUntold(now) {
      const { rows } = await pool.query<Line>(TAKE, [now]);
      return rows.map((row) => toAlert(row, now));
    },

    async told(account) {
      const at = account.kind === 'ends' ? account.at : null;
      await pool.query(
        `update connection set tell_at = null, warned_for = coalesce(to_timestamp($2::float8 / 1000), warned_for)
         where id = $1 and (state = 'broken') = $3`,
        [account.id, at, account.kind === 'broken'],
      );
    },
  };
}

function toAlert({ state, problem, brokenAt, expiresAt, ...about }: Line, now: number): AlertedAccount {
  if (state === 'broken')
    return { ...about, kind: 'broken', since: (brokenAt ?? new Date(now)).getTime(), problem: problem ?? '' };
  return { ...about, kind: 'ends', at: (expiresAt ?? new Date(now)).getTime() };
}
