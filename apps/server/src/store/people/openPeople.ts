import { PrismaPg } from '@prisma/adapter-pg';
import type { Database } from '../database.ts';
import { PrismaClient } from '../generated/client.ts';
import { PeoplePool, within } from './PeoplePool.ts';
import { raiseWall } from './wall.ts';

/** The database as the requests of people reach it. */
export type People = Pick<Database, 'prisma' | 'pool'> & {
  /** Carries out a request in a workspace; see `PeoplePool`. */
  within<Result>(workspaceId: string, work: () => Result): Result;
  /** What whoever runs the database is to do so that the second wall stands; absent where it does. */
  missing?: string;
  close(): Promise<void>;
};

/** How many of these requests are at the database at once. */
const MOST = 10;

/** Requests of people without a second wall. */
export function unwalled({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>): People {
  return { prisma, pool, within: (_workspaceId, work) => work(), close: async () => undefined };
}

/** Raises the second wall and opens the way through it. Where it cannot stand, requests of people go as the owner. */
export async function openPeople({ wire, transactions, pool: owner, prisma: owners }: Database): Promise<People> {
  const wall = await raiseWall(owner);
  if (!wall.isUp) return { ...unwalled({ prisma: owners, pool: owner }), missing: wall.why };
  const pool = new PeoplePool({ ...wire, max: MOST, idleTimeoutMillis: 60_000 }, owner);
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions: transactions });
  return {
    prisma,
    pool,
    within,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
