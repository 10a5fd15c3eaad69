import { defineConfig } from 'vitest/config';

/** A run that must fail, with the set-up that every test of the server has. */
export default defineConfig({
  test: { include: ['red.fixture.ts'], root: import.meta.dirname, globalSetup: ['../globalSetup.ts'] },
});
