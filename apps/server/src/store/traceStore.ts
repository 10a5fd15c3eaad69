import { randomUUIDv7 } from 'node:crypto';
import type { Pool } from 'pg';
import type { TraceStore } from '../worker/RequestTraces.ts';
import type { RequestTrace } from '../worker/traceRequest.ts';

/** Of a run: a loop that goes on for days has enough with these. */
const MOST_OF_A_RUN = 500;
const MOST_SHOWN = 50;

/** What requests of runs were sent and received, in PostgreSQL. */
export function createTraceStore(pool: Pool): TraceStore {
  return {
    // Polls and subscriptions call as runs do, under ids of their own: theirs belong to no run, and go with none.
    async add(traces) {
      await pool.query({
        name: 'request-traces-add',
        text: `insert into request_trace (id, run_id, path, trace)
          select id, run_id, path, trace from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) as t (id, run_id, path, trace)
          where exists (select from run where run.id = t.run_id)
            and (select count(*) from request_trace r where r.run_id = t.run_id) < ${MOST_OF_A_RUN}`,
        values: [
          traces.map(() => randomUUIDv7()),
          traces.map(({ runId }) => runId),
          traces.map(({ path }) => path),
          traces.map(({ trace }) => JSON.stringify(trace)),
        ],
      });
    },
  };
}

/** The requests of one step of a run, in the order they left: the last ones, where there are many. */
export async function tracesOf(pool: Pool, { runId, path }: { runId: string; path: string }): Promise<RequestTrace[]> {
  const { rows } = await pool.query<{ trace: string }>({
    name: 'request-traces-of',
    text: `select trace from request_trace where run_id = $1 and path = $2 order by id desc limit ${MOST_SHOWN}`,
    values: [runId, path],
  });
  return rows.toReversed().map(({ trace }) => JSON.parse(trace) as RequestTrace); // Written above.
}
