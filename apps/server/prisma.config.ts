import { defineConfig } from 'prisma/config';

/** Read by Prisma's command line only. `DATABASE_URL` is set by `store/migrate.ts`; `generate` needs none. */
export default defineConfig({
  schema: '../../prisma/schema.prisma',
  migrations: { path: '../../prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://localhost/none' },
});
