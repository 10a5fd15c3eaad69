import type { RunEvent } from '@patchbay/execution';
import type { Pool } from 'pg';
import type { RunPage, RunWaits } from '../runs/runPorts.ts';

/**
 * What a run waits for stands at the end of its journal, as it rests after that; read for what is shown, kept nowhere else.
 * But for its turn: that it stands in its flow's line only the line knows.
 */
const LAST_APPENDS = 4;

/** Says of the runs of a page that wait what they wait for. */
export async function withWaits(pool: Pool, page: RunPage): Promise<RunPage> {
  const waiting = page.items.filter(({ status }) => status === 'waiting').map(({ id }) => id);
  if (waiting.length === 0) return page;
  const { rows } = await pool.query<{ runId: string; events: string; isInLine: boolean; called: string | null }>({
    name: 'run-waits',
    text: `select w.run_id as "runId", j.events,
        exists (select from run_turn t where t.run_id = w.run_id and not t.is_held) as "isInLine",
        (select f.name from called_run c join run r on r.id = c.run_id left join flow f on f.id = r.flow_id
          where c.parent_id = w.run_id and c.is_waited order by c.run_id desc limit 1) as called
      from unnest($1::uuid[]) as w (run_id) cross join lateral (
        select events, index from run_journal where run_id = w.run_id order by index desc limit ${LAST_APPENDS}) j
      order by w.run_id, j.index`,
    values: [waiting],
  });
  const byRun = Map.groupBy(rows, ({ runId }) => runId);
  return {
    ...page,
    items: page.items.map((row) => {
      const lines = byRun.get(row.id);
      if (lines?.[0]?.isInLine) return { ...row, waits: { for: 'turn' } };
      const waits = lines && waitsIn(lines.flatMap(({ events }) => JSON.parse(events) as RunEvent[]));
      if (waits === undefined) return row;
      const name = waits.for === 'flow' ? lines?.[0]?.called : undefined;
      return { ...row, waits: name == null ? waits : { ...waits, name } };
    }),
  };
}

/** What the last events leave waiting: what a person may end first, then what comes first. */
export function waitsIn(events: readonly RunEvent[]): RunWaits | undefined {
  const open = new Map<string, RunWaits>();
  for (const event of events) {
    if (!('path' in event)) continue;
    const waits = waitOf(event);
    if (waits === undefined) open.delete(event.path);
    else open.set(event.path, waits);
  }
  return [...open.values()].toSorted((one, other) => RANK.indexOf(one.for) - RANK.indexOf(other.for))[0];
}

const RANK: readonly RunWaits['for'][] = ['connection', 'approval', 'callback', 'flow', 'retry', 'time'];

function waitOf(event: RunEvent): RunWaits | undefined {
  if (event.type === 'step.waiting') return { for: event.for, until: new Date(event.until).toISOString() };
  if (event.type !== 'step.failed') return undefined;
  if (event.retryAt !== undefined) return { for: 'retry', until: new Date(event.retryAt).toISOString() };
  return event.failure.retry === 'after-reconnect' ? { for: 'connection' } : undefined;
}
