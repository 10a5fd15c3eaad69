import { startEmbeddedPostgres } from './embeddedPostgres.ts';

// Starts the database of the folder it is given, says where, and stays until it is killed.
const { url } = await startEmbeddedPostgres({ home: process.argv[2] ?? '', as: 'server' });
console.log(url);
setInterval(() => undefined, 60_000);
