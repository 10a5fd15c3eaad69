import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('leaves a failed run failed', () => {
  const vitest = join(import.meta.dirname, '../../../node_modules/vitest/vitest.mjs');
  const { status, stdout } = spawnSync(process.execPath, [vitest, 'run'], {
    cwd: join(import.meta.dirname, 'red'),
    encoding: 'utf8',
    env: { ...process.env, VITEST: undefined, VITEST_WORKER_ID: undefined, VITEST_POOL_ID: undefined },
  });
  expect(stdout).toContain('1 failed');
  expect(status).toBe(1);
});
