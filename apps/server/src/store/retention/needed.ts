/**
 * Whether something unfinished needs the run `r`: it is unfinished itself, its end is still to be told, the run that called
 * it waits, one that it called does, or it is among many that are being run again.
 */
export const NEEDED = `(exists (select from run_lease l where l.run_id = r.id)
  or exists (select from failed_run f where f.run_id = r.id)
  or exists (select from ended_run e where e.run_id = r.id)
  or exists (select from called_run c join run_lease l on l.run_id = c.parent_id where c.run_id = r.id)
  or exists (select from called_run c join run_lease l on l.run_id = c.run_id where c.parent_id = r.id)
  or exists (select from replay_batch b join replay_item i on i.batch_id = b.id and not i.is_done and i.run_id = r.id
    where b.next_at is not null))`;

/** The same question of all runs of a span of ids, `$1` to before `$2`, from the few that are unfinished. */
export const NEEDED_WITHIN = `with needed (run_id) as (
    select run_id from run_lease
    union all select run_id from failed_run
    union all select run_id from ended_run
    union all select c.run_id from called_run c join run_lease l on l.run_id = c.parent_id
    union all select c.parent_id from called_run c join run_lease l on l.run_id = c.run_id
    union all select i.run_id from replay_batch b join replay_item i on i.batch_id = b.id and not i.is_done
      where b.next_at is not null)
  select from needed where run_id >= $1 and run_id < $2 limit 1`;
