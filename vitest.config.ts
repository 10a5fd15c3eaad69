import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**'];
const setupFiles = ['tooling/testing/seed.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          include: ['apps/server/**/*.test.ts'],
          exclude,
          setupFiles,
          // One real PostgreSQL for all of them; started only when one of them runs.
          globalSetup: 'apps/server/testing/globalSetup.ts',
        },
      },
      {
        test: { name: 'rest', include: ['{apps/web,packages,tooling,bench}/**/*.test.{ts,tsx}'], exclude, setupFiles },
      },
    ],
  },
});
