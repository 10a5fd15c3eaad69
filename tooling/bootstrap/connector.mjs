// npm run connector -- new NAME [--from FILE], npm run connector -- test NAME: see docs/connectors.md.
import { become, prepare } from './prepare.mjs';

await prepare({ web: false });
become('tooling/connector/main.ts', process.argv.slice(2));
