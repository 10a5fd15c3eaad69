import type { Pool } from 'pg';
import type { BudgetRows, Grant } from '../worker/requestBudget.ts';

/**
 * What accounts may still send, a row for each account and rate, in PostgreSQL: by GCRA, which keeps one moment a row and
 * is taken from in one statement, however many processes ask at once. Counted by the database's clock.
 */
export function createBudgetRows(pool: Pool): BudgetRows {
  return {
    async take({ account, rate, everyMs, burst, wanted, most, patienceMs, isReturning }) {
      const values = [account, rate, everyMs, (burst - 1) * everyMs, most, patienceMs, isReturning, wanted];
      const ask = () => pool.query<Grant>({ name: 'budget-take', text: TAKE, values });
      const { rows } = await ask();
      if (rows[0] !== undefined) return rows[0];
      await pool.query('insert into request_budget (account, rate) values ($1, $2) on conflict do nothing', [
        account,
        rate,
      ]);
      const [grant] = (await ask()).rows;
      if (grant === undefined) throw new Error('The row of this budget is gone.');
      return grant;
    },
  };
}

/** Forgets the budgets that nobody has taken from for a day: an absent one is a full one. */
export async function forgetBudgets(pool: Pool): Promise<void> {
  await pool.query(
    `delete from request_budget where greatest(next_at, line_at) < (extract(epoch from now()) - 86400) * 1000`,
  );
}

/**
 * Grants as many of the requests asked for as come about within the patience, one after the other; the others are given
 * later moments, behind which those who come anew have to wait, while those who come back at theirs go first.
 */
const TAKE = `
  update request_budget b set
    next_at = case when t.granted = 0 then b.next_at else t.due + t.granted * $3::float8 end,
    line_at = case when t.granted >= $8::int or $7::boolean then b.line_at
      else t.behind + ($8::int - t.granted) * $3::float8 end
  from (
    select *, greatest(line_at, due + granted * $3::float8) as behind
    from (
      select *, case when not $7::boolean and line_at - now > $6::float8 then 0
        else greatest(0, least($5::int, floor(($6::float8 + $4::float8 - (due - now)) / $3::float8) + 1))::int
        end as granted
      from (
        select line_at, now, greatest(next_at, now) as due
        from request_budget, (select extract(epoch from clock_timestamp())::float8 * 1000 as now) as clock
        where account = $1 and rate = $2
        for update of request_budget
      ) as locked
    ) as counted
  ) as t
  where b.account = $1 and b.rate = $2
  returning t.granted, t.due - t.now - $4::float8 as "waitMs", t.behind - t.now as "lineMs"`;
