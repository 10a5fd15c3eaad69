import { prismaAdapter } from 'better-auth/adapters/prisma';
import type { Database } from './database.ts';

/** Lets better-auth keep users, sessions and passwords in our tables. */
export function authAdapter({ prisma }: Pick<Database, 'prisma'>): ReturnType<typeof prismaAdapter> {
  return prismaAdapter(prisma, { provider: 'postgresql', transaction: true });
}
