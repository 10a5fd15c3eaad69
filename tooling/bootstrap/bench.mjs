import { become, prepare } from './prepare.mjs';

await prepare({ web: true });
become('bench/main.ts', process.argv.slice(2));
