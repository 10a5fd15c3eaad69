#!/usr/bin/env node
// Stands in for Prisma's native schema engine where its download cannot be reached: PRISMA_SCHEMA_ENGINE_BINARY names it.
// It speaks the engine's protocol (JSON-RPC, a line each, on standard input and output) over Prisma's own WebAssembly build.
// Enough for generate, migrate deploy, status, reset and diff; not for migrate dev, which wants a shadow database.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

// The packages are the server's, not the root's.
const require = createRequire(new URL('../apps/server/package.json', import.meta.url));
const { PrismaPg } = require('@prisma/adapter-pg');
const { bindMigrationAwareSqlAdapterFactory } = require('@prisma/driver-adapter-utils');
const pg = createRequire(require.resolve('@prisma/adapter-pg'))('pg');
const engineModule = await import(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));

const argv = process.argv.slice(2);
const argumentOf = (flag) => argv[argv.indexOf(flag) + 1];

if (argv.includes('--version')) {
  process.stdout.write('schema-engine (WebAssembly)\n');
  process.exit(0);
}
// Asked once whether the database answers; the engine itself says it better.
if (argv.includes('cli')) process.exit(argumentOf('cli') === 'can-connect-to-database' ? 0 : 1);

const INTERNAL_CHAR = 18;
const TEXT = 25;

/** The adapter does not know PostgreSQL's internal "char", which the catalogue uses; read as text it is what the engine wants. */
function readCharAsText(result) {
  for (const field of result?.fields ?? []) if (field.dataTypeID === INTERNAL_CHAR) field.dataTypeID = TEXT;
  return result;
}

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (...args) {
  const callback = args.at(-1);
  if (typeof callback === 'function')
    args[args.length - 1] = (error, result) => callback(error, readCharAsText(result));
  const answer = query.apply(this, args);
  return typeof answer?.then === 'function' ? answer.then(readCharAsText) : answer;
};

const wasmFile = require.resolve('@prisma/schema-engine-wasm').replace('schema_engine.js', 'schema_engine_bg.wasm');
const { instance } = await WebAssembly.instantiate(readFileSync(wasmFile), { './schema_engine_bg.js': engineModule });
// The names are the compiler's of Rust to WebAssembly.
// oxlint-disable no-underscore-dangle
engineModule.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start?.();
// oxlint-enable no-underscore-dangle

const { url } = JSON.parse(argv.includes('--datasource') ? argumentOf('--datasource') : '{}');
const datamodels = argv.includes('--datamodels')
  ? argumentOf('--datamodels')
      .split(',')
      .map((file) => [file, readFileSync(file, 'utf8')])
  : undefined;

/** The adapter takes a migration apart at every semicolon, also at those within a function. PostgreSQL reads it as a whole. */
class WholeScripts extends PrismaPg {
  async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.client.query(script).catch((error) => adapter.onError(error));
    };
    return adapter;
  }
}

const adapter = bindMigrationAwareSqlAdapterFactory(
  new WholeScripts({ connectionString: url ?? process.env.DATABASE_URL }),
);
const engine = await engineModule.SchemaEngine.new({ datamodels }, () => undefined, adapter);

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

async function answer({ id, method, params }) {
  try {
    const result = await engine[method](params);
    if (result?.stdout) send({ id: `print-${id}`, method: 'print', params: { content: result.stdout } });
    send({ id, result: result ?? null });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    send({ id, error: { code: 4466, message, data: { is_panic: false, message, error_code: error?.code } } });
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const message = line.trim() ? JSON.parse(line) : {};
  if (message.method !== undefined) await answer(message);
}
process.exit(0);
