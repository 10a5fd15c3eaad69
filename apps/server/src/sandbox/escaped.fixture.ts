// Code that has already broken out of the interpreter: it runs as the child itself would, and tries everything. A line of
// JSON says what came of each attempt. Arguments: a secret file, an empty folder, the port of a server on loopback.

import type { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { lockDown } from './lockdown.ts';

// Were it ever let through, a fork must not fork in turn.
if (process.env.NODE_UNIQUE_ID !== undefined) process.exit(0);
const [secret = '', folder = '', port = ''] = process.argv.slice(2);
lockDown();

const parent = process.ppid;

// Looked up at run time, as somebody who broke out would: several of them are not there any more, which is the point.
function invoke(thing: unknown, name: string, ...args: unknown[]): unknown {
  const found = (thing as Record<string, (...args: unknown[]) => unknown>)[name] ?? nothing();
  return Reflect.apply(found, thing, args);
}

function construct(thing: unknown, name: string, ...args: unknown[]): unknown {
  const Found = (thing as Record<string, new (...args: unknown[]) => unknown>)[name] ?? nothing();
  return new Found(...args);
}

const builtIn = (name: string) => import(`node:${name}`).then((module: { default: unknown }) => module.default);
const call = async (module: string, name: string, ...args: unknown[]) => invoke(await builtIn(module), name, ...args);

/** Sockets say by an event whether they were let through. */
const opened = (emitter: unknown, event: string) =>
  new Promise((resolve, reject) => {
    (emitter as EventEmitter).once(event, resolve).once('error', reject);
  });

const attempts: Record<string, () => unknown> = {
  'read a secret': () => call('fs', 'readFileSync', secret),
  'read a secret by a promise': () => call('fs/promises', 'readFile', secret),
  'read the system': () => call('fs', 'readFileSync', '/proc/self/environ'),
  'read its own program': () => call('fs', 'readFileSync', process.argv[1]),
  'list a folder': () => call('fs', 'readdirSync', folder),
  'look whether a file is there': () => call('fs', 'statSync', secret),
  'watch a file': () => call('fs', 'watch', secret),
  'open a file as a blob': () => call('fs', 'openAsBlob', secret),
  'write a file': () => call('fs', 'writeFileSync', `${folder}/a`, 'a'),
  'make a folder': () => call('fs', 'mkdirSync', `${folder}/b`),
  'link a file': () => call('fs', 'symlinkSync', secret, `${folder}/c`),
  'delete a file': () => call('fs', 'rmSync', secret),
  'import a file': () => import(secret),
  'require a file': () => createRequire('/')(secret),
  'load an environment file': () => invoke(process, 'loadEnvFile', secret),
  'open a database file': async () => construct(await builtIn('sqlite'), 'DatabaseSync', `${folder}/d`),
  'write a heap snapshot': () => call('v8', 'writeHeapSnapshot', `${folder}/e`),
  'write a report': () => process.report.writeReport(`${folder}/f`),
  'trace into a file': async () =>
    invoke(await call('trace_events', 'createTracing', { categories: ['node'] }), 'enable'),
  'keep something in web storage': () => invoke(globalThis, 'localStorage'),
  'change folder': () => invoke(process, 'chdir', '/'),

  'connect to loopback': async () => opened(await call('net', 'connect', Number(port), '127.0.0.1'), 'connect'),
  'fetch from loopback': () => fetch(`http://127.0.0.1:${port}`),
  'request over HTTP': async () => opened(await call('http', 'get', `http://127.0.0.1:${port}`), 'response'),
  'connect by TLS': async () => opened(await call('tls', 'connect', Number(port), '127.0.0.1'), 'connect'),
  'connect to a socket file': async () => opened(await call('net', 'connect', `${folder}/s`), 'connect'),
  'listen on a port': async () => opened(invoke(await call('net', 'createServer'), 'listen', 0), 'listening'),
  'send a datagram': async () => opened(invoke(await call('dgram', 'createSocket', 'udp4'), 'bind', 0), 'listening'),
  'ask for a name': () => call('dns/promises', 'lookup', 'localhost'),
  'ask a name server': () => call('dns/promises', 'resolve4', 'localhost'),
  'open a web socket': () => construct(globalThis, 'WebSocket', `ws://127.0.0.1:${port}`),

  'start a process': async () => opened(await call('child_process', 'spawn', 'true'), 'spawn'),
  'start a process and wait': () => call('child_process', 'execFileSync', 'true'),
  fork: () => call('child_process', 'fork', secret),
  'fork a cluster': () => call('cluster', 'fork'),
  'become another program': () => invoke(process, 'execve', '/bin/true', ['true'], {}),
  'start a thread': async () => construct(await builtIn('worker_threads'), 'Worker', '1', { eval: true }),
  'signal the server': () => invoke(process, 'kill', parent, 0),
  'signal the server beneath': () => invoke(process, '_kill', parent, 0),
  'open an inspector in the server': () => invoke(process, '_debugProcess', parent),
  'slow the server down': () => call('os', 'setPriority', parent, 19),
  'become root': () => invoke(process, 'setuid', 0),

  'load an addon': () => invoke(process, 'dlopen', { exports: {} }, '/a.node'),
  'call a library': () => call('ffi', 'dlopen', null),
  'use WASI': async () => construct(await builtIn('wasi'), 'WASI', { version: 'preview1', preopens: {} }),
  'use an inner binding': () => invoke(process, 'binding', 'fs'),
  'use a linked binding': () => invoke(process, '_linkedBinding', 'fs'),
  'open an inspector': () => call('inspector', 'open', 0),
  'inspect itself': async () => invoke(construct(await builtIn('inspector'), 'Session'), 'connect'),
  'make code from text': () => invoke(globalThis, 'eval', '1'),
  'take its rights back': () => (process.permission.has('fs.read') ? undefined : nothing()),
};

for (const [name, attempt] of Object.entries(attempts)) {
  const refusal = await Promise.resolve()
    .then(attempt)
    .then(() => null, codeOf);
  process.stdout.write(`${JSON.stringify({ name, refusal })}\n`);
}
const report = { environment: Object.keys(process.env), user: process.getuid?.(), permissions: permissions() };
process.stdout.write(`${JSON.stringify(report)}\n`);
// Sockets that were refused may still be held.
process.exit(0);

function permissions(): string[] {
  const scopes = ['fs', 'fs.read', 'fs.write', 'child', 'worker', 'net', 'inspector', 'wasi', 'addon'];
  return scopes.filter((scope) => process.permission.has(scope));
}

function nothing(): never {
  throw Object.assign(new Error('It is not there.'), { code: 'NOT_THERE' });
}

/** The code of what refused it; of what stands behind it, where an error wraps another. */
function codeOf(error: { code?: string; cause?: { code?: string }; name: string }): string {
  return error.cause?.code ?? error.code ?? error.name;
}
