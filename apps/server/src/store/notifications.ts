import type { Client } from 'pg';
import type { Database } from './database.ts';

/** Hears what any process of this instance tells with `pg_notify`. */
export type Notifications = {
  /** Calls back with each payload until the returned function is called. */
  on(channel: string, heard: (payload: string) => void): () => void;
  /** Calls back whenever it listens again after a time in which it may have missed something. */
  onGap(missed: () => void): void;
  close(): Promise<void>;
};

const RECONNECT_MS = 1_000;
/** A connection that only listens would never notice that nothing can come any more. */
const PROBE_MS = 3_000;

/** One connection that listens to `channels` and comes back by itself when it breaks or falls silent. */
export async function openNotifications(
  database: Pick<Database, 'connect'>,
  channels: readonly string[],
): Promise<Notifications> {
  const listening = new Listening(database, channels);
  await listening.connect();
  return listening;
}

class Listening implements Notifications {
  readonly #database: Pick<Database, 'connect'>;
  readonly #channels: readonly string[];
  readonly #listeners = new Map<string, Set<(payload: string) => void>>();
  readonly #missed: (() => void)[] = [];
  #client: Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(database: Pick<Database, 'connect'>, channels: readonly string[]) {
    this.#database = database;
    this.#channels = channels;
  }

  on(channel: string, heard: (payload: string) => void): () => void {
    const set = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, set.add(heard));
    return () => set.delete(heard);
  }

  onGap(missed: () => void): void {
    this.#missed.push(missed);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#client?.end();
  }

  async connect(): Promise<void> {
    const client = await this.#database.connect();
    // Every time, not once: a connection that is cut off says so more than once, and an error nobody hears ends the process.
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ channel, payload = '' }) => {
      for (const heard of this.#listeners.get(channel) ?? []) heard(payload);
    });
    this.#client = client;
    try {
      for (const channel of this.#channels) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    } catch (error) {
      this.#client = undefined;
      void client.end();
      throw error;
    }
    if (this.#isClosed) return client.end();
    this.#probeLater(client);
  }

  #lost(client: Client): void {
    if (this.#isClosed || this.#client !== client) return;
    this.#client = undefined;
    void client.end();
    this.#comeBack();
  }

  #comeBack(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      try {
        await this.connect();
        for (const missed of this.#missed) missed();
      } catch {
        if (!this.#isClosed) this.#comeBack();
      }
    }, RECONNECT_MS);
  }

  #probeLater(client: Client): void {
    this.#timer = setTimeout(async () => {
      try {
        await client.query('select 1');
        if (!this.#isClosed && this.#client === client) this.#probeLater(client);
      } catch {
        this.#lost(client);
      }
    }, PROBE_MS);
  }
}
