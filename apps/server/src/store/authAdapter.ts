import { prismaAdapter } from 'better-auth/adapters/prisma';
import type { Database } from './database.ts';
import { hashedSessions } from './hashedSessions.ts';

/** Lets better-auth keep users, sessions and passwords in our tables: of the tokens of sessions, hashes only. */
export function authAdapter({ prisma }: Pick<Database, 'prisma'>): ReturnType<typeof prismaAdapter> {
  const open = prismaAdapter(prisma, { provider: 'postgresql', transaction: true });
  return (options) => hashedSessions(open(options));
}
