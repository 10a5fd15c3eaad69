// Makes the typed database client. The bootstrap runs this whenever the schema changed.
import { generate } from '../apps/server/src/store/migrate.ts';

await generate();
