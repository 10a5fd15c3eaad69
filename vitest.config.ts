import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**'];
const setupFiles = ['tooling/testing/seed.ts'];

// When a test is given up. No fact is stated by it, so it is far more than any takes on a machine that has a lot else to do: what
// has to come within a time says so itself.
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 60_000 } } };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          include: ['apps/server/**/*.test.ts'],
          exclude,
          setupFiles,
          ...patience,
          // One real PostgreSQL for all of them; started only when one of them runs.
          globalSetup: 'apps/server/testing/globalSetup.ts',
        },
      },
      {
        test: {
          name: 'rest',
          include: ['{apps/web,packages,tooling,bench}/**/*.test.{ts,tsx}'],
          exclude,
          setupFiles,
          ...patience,
        },
      },
    ],
  },
});
