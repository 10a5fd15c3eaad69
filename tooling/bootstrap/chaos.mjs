import { become, prepare } from './prepare.mjs';

await prepare({ web: true });
become('chaos/main.ts', process.argv.slice(2));
