import type { Pool } from 'pg';
import type { Captured, CaptureFeed } from '../../hooks/captures.ts';
import { HOOK_CHANNEL } from '../../hooks/routes.ts';
import type { Notifications } from '../notifications.ts';
import { tell } from '../tell.ts';

/** The channel on which every process hears that another has captured a request. The payload is `process flow step row`. */
export const CAPTURE_CHANNEL = 'hook_captured';

const LISTENING_S = 60;
/** Whoever was told reads it at once. */
const KEPT_S = 60;

/**
 * Who listens, and what came, in tables that hold both for a minute: a notification carries 8,000 bytes at most, and a
 * request may have five million.
 */
export function createCaptureFeed(
  pool: Pool,
  { notifications, onError }: { notifications: Pick<Notifications, 'on'>; onError(error: unknown): void },
): CaptureFeed {
  return {
    async listen(process, { flowId, stepId }) {
      const { rows } = await pool.query<{ isNew: boolean }>(
        `insert into hook_listener as l (process, flow_id, step_id, until)
          values ($1, $2, $3, now() + make_interval(secs => $4))
          on conflict (flow_id, step_id, process) do update set until = excluded.until
          returning l.xmax = 0 as "isNew"`,
        [process, flowId, stepId, LISTENING_S],
      );
      if (rows[0]?.isNew === true) await tell(pool, HOOK_CHANNEL, flowId);
    },

    async leave(process, { flowId, stepId }) {
      await pool.query(
        'delete from hook_listener where until < now() or (flow_id = $1 and step_id = $2 and process = $3)',
        [flowId, stepId, process],
      );
      await tell(pool, HOOK_CHANNEL, flowId);
    },

    async send(process, { flowId, stepId }, captured) {
      await pool.query('delete from hook_capture where at < now() - make_interval(secs => $1)', [KEPT_S]);
      const { rows } = await pool.query<{ id: string }>(
        'insert into hook_capture (captured) values ($1) returning id',
        [JSON.stringify(captured)],
      );
      await tell(pool, CAPTURE_CHANNEL, [process, flowId, stepId, rows[0]?.id].join(' '));
    },

    receive(process, wants, heard) {
      notifications.on(CAPTURE_CHANNEL, (told) => {
        const [from, flowId = '', stepId = '', id = ''] = told.split(' ');
        if (from === process || !wants({ flowId, stepId })) return;
        read(pool, id)
          .then((captured) => captured && heard({ flowId, stepId }, captured))
          .catch(onError);
      });
    },
  };
}

async function read(pool: Pool, id: string): Promise<Captured | undefined> {
  const { rows } = await pool.query<{ captured: string }>('select captured from hook_capture where id = $1', [id]);
  // Written by `send` only.
  return rows[0] && (JSON.parse(rows[0].captured) as Captured);
}
