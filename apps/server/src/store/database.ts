import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Pool } from 'pg';
import { PrismaClient } from './generated/client.ts';

/** Both ways to the same PostgreSQL: Prisma for what people do, plain `pg` for what every run does. */
export type Database = {
  url: string;
  prisma: PrismaClient;
  /** For the hot paths: prepared statements, no translation. Few connections: each flush carries many runs. */
  pool: Pool;
  /** A connection of its own, for LISTEN. The caller ends it. */
  connect(): Promise<Client>;
  close(): Promise<void>;
};

export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

/** Thrown at start when the database would lose what it has accepted. */
export class UnsafeDatabase extends Error {
  override readonly name = 'UnsafeDatabase';
}

/** Opens both clients, sure that a commit here means written to disk. Throws what `pg` throws when nothing answers. */
export async function openDatabase(url: string, options: { connections?: number } = {}): Promise<Database> {
  const max = options.connections ?? 10;
  const pool = new Pool({ connectionString: url, max, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 60_000 });
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  try {
    await checkDurability(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max }) });
  return {
    url,
    prisma,
    pool,
    connect: async () => {
      const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
      await client.connect();
      return client;
    },
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** Accepted means durable, so a commit that does not wait for the disk is refused. `local` and stronger all wait. */
async function checkDurability(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ synchronous_commit: string }>('show synchronous_commit');
  if (rows[0]?.synchronous_commit !== 'off') return;
  throw new UnsafeDatabase(
    'This PostgreSQL has synchronous_commit switched off, so it can lose runs that were already accepted. Set it to on.',
  );
}
