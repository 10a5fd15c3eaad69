import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruiseTree } from './cruiseTree.ts';

const root = join(import.meta.dirname, '..', '..');
const folders = ['apps/server/src', 'apps/web/src', 'packages', 'e2e', 'bench', 'prisma'].filter((folder) =>
  existsSync(join(root, folder)),
);
const { modules, violations } = await cruiseTree(root, folders);

// A cruiser that lost its TypeScript reads nothing and finds nothing wrong: that is a failure, not a pass.
if (modules < 50) {
  console.error(`Only ${modules} TypeScript modules were read; the boundaries were not checked.`);
  process.exit(1);
}
for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} -> ${to}`);
console.log(`Boundaries: ${modules} modules, ${violations.length} violations.`);
process.exit(violations.length === 0 ? 0 : 1);
