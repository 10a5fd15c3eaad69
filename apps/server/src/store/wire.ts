import type { ClientBase, PoolConfig, QueryConfig } from 'pg';

/** A question without an answer for so long was put to a wire that carries nothing: its connection is thrown away. */
export const ANSWER_MS = 10_000;
/** So long is waited for a connection, a new one or one that others have. */
export const CONNECT_MS = 5_000;
/** From then on the kernel asks an idle connection every second whether it is still there, ten times at most. */
const KEEP_ALIVE_MS = 2_000;

/**
 * What PostgreSQL is to do at its end when this process is cut off or frozen: give up what it held within half a minute,
 * instead of the two hours that operating systems wait. Over a local socket the first three mean nothing.
 */
const SESSION = `select set_config('tcp_keepalives_idle', '5', false), set_config('tcp_keepalives_interval', '2', false),
  set_config('tcp_keepalives_count', '5', false), set_config('idle_in_transaction_session_timeout', '30s', false)`;

/**
 * How every connection to `url` is made, so that one that breaks without a word (a switch that reboots, a firewall that
 * forgets) is noticed. `answerMs`: how long one statement may take.
 */
export function wire(url: string, { answerMs = ANSWER_MS, connectMs = CONNECT_MS } = {}): PoolConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    query_timeout: answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    onConnect: setSession,
  };
}

async function setSession(client: ClientBase): Promise<void> {
  await client.query(SESSION);
}

/** A statement that is given up sooner than others. */
export function within(answerMs: number, text: string): QueryConfig {
  // `pg` knows this of a single statement, too; its types do not.
  const statement: QueryConfig & { query_timeout: number } = { text, query_timeout: answerMs };
  return statement;
}
