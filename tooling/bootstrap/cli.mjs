import { become, prepare } from './prepare.mjs';
import { serverFlags } from './serverFlags.mjs';

await prepare({ web: false, tellOn: process.stderr });
become('apps/server/src/cli/main.ts', process.argv.slice(2), serverFlags());
