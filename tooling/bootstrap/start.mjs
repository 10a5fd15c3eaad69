import { become, prepare } from './prepare.mjs';
import { serverFlags } from './serverFlags.mjs';

await prepare({ web: true });
become('apps/server/src/main.ts', process.argv.slice(2), serverFlags());
