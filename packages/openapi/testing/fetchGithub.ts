import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CACHE } from './specs.ts';

/**
 * `pnpm --filter @patchbay/openapi run fetch-github`: takes GitHub's description out of its npm package (29 MB to
 * load, 385 MB unpacked) and keeps the one file we need in a folder that git ignores.
 */
const PACKAGE = '@octokit/openapi@23.0.2';
const FILE = 'package/generated/api.github.com.json';

mkdirSync(CACHE, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'patchbay-github-'));
try {
  execFileSync('npm', ['pack', PACKAGE, '--silent'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync('tar', ['xzf', 'octokit-openapi-23.0.2.tgz', FILE], { cwd: folder, stdio: 'inherit' });
  copyFileSync(join(folder, FILE), join(CACHE, 'github.json'));
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`GitHub's description is in ${CACHE}.`);
