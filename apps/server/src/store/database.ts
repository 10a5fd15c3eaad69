import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Pool, type PoolConfig } from 'pg';
import { checkKind, type DatabaseKind } from './databaseKind.ts';
import { PrismaClient } from './generated/client.ts';
import { checkSessions } from './pooling.ts';
import { ANSWER_MS, CONNECT_MS, wire } from './wire.ts';

/** Both ways to the same PostgreSQL: Prisma for what people do, plain `pg` for what every run does. */
export type Database = {
  url: string;
  kind: DatabaseKind;
  /** How connections to it are made, by Prisma too, and how long its transactions may take. */
  wire: PoolConfig;
  transactions: { maxWait: number; timeout: number };
  prisma: PrismaClient;
  /** For the hot paths: prepared statements, no translation. Few connections: each flush carries many runs. */
  pool: Pool;
  /** For housekeeping, which may take minutes and must not stand in the way of anybody. */
  backstage: Pool;
  /** A connection of its own, for LISTEN. The caller ends it. */
  connect(): Promise<Client>;
  close(): Promise<void>;
};

export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

/** How long housekeeping may take over one statement. */
const HOUSEKEEPING_MS = 600_000;
/** What is said on the connection that listens is answered from memory. */
const LISTENING_MS = 3_000;

/** Thrown at start when the database would lose what it has accepted. */
export class UnsafeDatabase extends Error {
  override readonly name = 'UnsafeDatabase';
}

/** `patienceMs`: how long to wait for a connection, an answer or a transaction, where not as long as it takes to tell a dead wire. */
export type DatabaseOptions = { connections?: number; kind?: DatabaseKind; patienceMs?: number };

/** Opens both clients, sure that a commit here means written to disk. Throws what `pg` throws when nothing answers. */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const { kind = 'postgresql', patienceMs } = options;
  const max = options.connections ?? 10;
  const connectMs = patienceMs ?? CONNECT_MS;
  const answerMs = patienceMs ?? ANSWER_MS;
  const plain = wire(url, { connectMs, answerMs });
  // Prisma's own times, two seconds and five, would give up what the wire still waits for.
  const transactions = { maxWait: connectMs, timeout: answerMs };
  const pool = openPool(plain, max);
  try {
    const { rows } = await pool.query<{ version: string }>('select version()');
    checkKind(kind, rows[0]?.version ?? '');
    await checkDurability(pool);
    await checkSessions(url);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg({ ...plain, max }), transactionOptions: transactions });
  const backstage = openPool(wire(url, { connectMs, answerMs: HOUSEKEEPING_MS }), 2);
  return {
    url,
    kind,
    wire: plain,
    transactions,
    prisma,
    pool,
    backstage,
    connect: async () => {
      const client = new Client(wire(url, { connectMs, answerMs: LISTENING_MS }));
      await client.connect();
      return client;
    },
    close: async () => {
      await prisma.$disconnect();
      await backstage.end();
      await pool.end();
    },
  };
}

function openPool(options: PoolConfig, max: number): Pool {
  const pool = new Pool({ ...options, max, idleTimeoutMillis: 60_000 });
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/** Accepted means durable, so a commit that does not wait for the disk is refused. `local` and stronger all wait. */
async function checkDurability(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ synchronous_commit: string }>('show synchronous_commit');
  if (rows[0]?.synchronous_commit !== 'off') return;
  throw new UnsafeDatabase(
    'This PostgreSQL has synchronous_commit switched off, so it can lose runs that were already accepted. Set it to on.',
  );
}
