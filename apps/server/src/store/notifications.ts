import type { Client } from 'pg';
import type { Database } from './database.ts';

/** Hears what any process of this instance tells with `pg_notify`. */
export type Notifications = {
  /** Calls back with each payload until the returned function is called. */
  on(channel: string, heard: (payload: string) => void): () => void;
  close(): Promise<void>;
};

const RECONNECT_MS = 1_000;

/** One connection that listens to `channels` and comes back by itself when it breaks; what was told meanwhile is lost. */
export async function openNotifications(
  database: Pick<Database, 'connect'>,
  channels: readonly string[],
): Promise<Notifications> {
  const listeners = new Map<string, Set<(payload: string) => void>>();
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const connect = async () => {
    const next = await database.connect();
    if (isClosed) return next.end();
    client = next;
    next.on('notification', ({ channel, payload = '' }) => {
      for (const heard of listeners.get(channel) ?? []) heard(payload);
    });
    // Every time, not once: a connection that is cut off says so more than once, and an error nobody hears ends the process.
    next.on('error', comeBack);
    next.on('end', comeBack);
    for (const channel of channels) await next.query(`listen ${next.escapeIdentifier(channel)}`);
  };
  const comeBack = () => {
    if (isClosed || timer !== undefined) return;
    client = undefined;
    timer = setTimeout(() => {
      timer = undefined;
      connect().catch(comeBack);
    }, RECONNECT_MS);
  };
  await connect();

  return {
    on(channel, heard) {
      const set = listeners.get(channel) ?? new Set();
      listeners.set(channel, set.add(heard));
      return () => set.delete(heard);
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
