import { OperationError } from '@patchbay/connector';
import { afterAll, describe, expect, it } from 'vitest';
import { runCode } from './runCode.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';

/** For what only its time ends, and for what something else has to end, also on a machine that is busy. */
const impatient = createSandbox({ size: 2, timeMs: 600 });
const patient = createSandbox({ size: 2, timeMs: 60_000 });
afterAll(() => Promise.all([impatient.close(), patient.close()]));

async function run(
  code: string,
  { input = null, sandbox = patient }: { input?: unknown; sandbox?: Sandbox } = {},
): Promise<unknown> {
  try {
    return (await runCode(sandbox, { workspaceId: 'w', input: { code, input }, now: 1_000, key: 'r:code' })).result;
  } catch (error) {
    if (error instanceof OperationError) return error.failure.code;
    throw error;
  }
}

/** Nothing of the host: what Node gives its globals. */
const HOST =
  'typeof process + typeof require + typeof fetch + typeof setTimeout + typeof Buffer + typeof globalThis.WebAssembly';
const NONE = 'undefined'.repeat(6);

const innocent: [string, string, unknown][] = [
  ['knows nothing of the host', `return ${HOST}`, NONE],
  ['through eval', `return eval('${HOST}')`, NONE],
  ['through indirect eval', `return (0, eval)('${HOST}')`, NONE],
  ['through Function', `return new Function('return ${HOST}')()`, NONE],
  ['through the constructor of a constructor', `return ({}).constructor.constructor('return ${HOST}')()`, NONE],
  ['through the constructor of log', `return log.constructor('return ${HOST}')()`, NONE],
  ['through the constructor of console.log', `return console.log.constructor('return ${HOST}')()`, NONE],
  ['through the constructor of the input', `return input.a.constructor.constructor('return ${HOST}')()`, NONE],
  ['through an async function', `return (async () => {}).constructor('return ${HOST}')()`, NONE],
  ['through a generator', `return (function* () {}).constructor('yield ${HOST}')().next().value`, NONE],
  [
    'through an async generator',
    `return (await (async function* () {}).constructor('yield ${HOST}')().next()).value`,
    NONE,
  ],
  ['through this', 'return (function () { return this === undefined })()', true],
  ['through sloppy this', "return new Function('return typeof this.process')()", 'undefined'],
  [
    'through the global object',
    'return Object.getOwnPropertyNames(globalThis).filter((n) => /process|module|host|QTS/i.test(n))',
    [],
  ],
  [
    'through the prototype of the global object',
    'return typeof Object.getPrototypeOf(globalThis).process',
    'undefined',
  ],
  ['through the stack of an error', "return /node:|\\/work|\\.ts/.test(new Error('x').stack)", false],
  [
    'through prepareStackTrace',
    "Error.prepareStackTrace = (e, frames) => frames; const s = new Error('x').stack; return /node:|\\.ts/.test(String(s))",
    false,
  ],
  ['through the callers of a function', 'try { return typeof log.caller } catch { return "refused" }', 'refused'],
  [
    'through arguments.callee',
    'try { return (function () { return arguments.callee })() } catch { return "refused" }',
    'refused',
  ],
  [
    'through the error of a host call',
    "try { log({ get a() { throw new Error('x') } }) } catch (e) { return 'threw' } return 'held'",
    'held',
  ],
  ['through a proxy given to log', "log(new Proxy({}, { get: (t, n) => { throw n } })); return 'held'", 'held'],
  ['through a symbol given to log', "log(Symbol('x'), 10n, undefined, () => 1); return 'held'", 'held'],
  ['through a cycle given to log', "const a = {}; a.a = a; log(a); return 'held'", 'held'],
  ['through log without this', "const l = log; l.call(null, 1); l.apply(undefined, [2]); return 'held'", 'held'],
  ['through a changed JSON', "JSON.stringify = () => 'evil'; JSON.parse = () => 'evil'; return { a: 1 }", { a: 1 }],
  ['through a changed Array', 'Array.prototype.push = Array.prototype.map = null; return [1]', [1]],
  ['through a changed Promise', "Promise.prototype.then = () => 'evil'; return 1", 1],
  ['through a changed String', "String.prototype.slice = () => 'evil'; log('a'); return 1", 1],
  [
    'through a setter on Array.prototype',
    "Object.defineProperty(Array.prototype, 0, { set() { throw 1 } }); log('a'); return 1",
    1,
  ],
  ['through toJSON', 'return { toJSON: () => ({ a: 1 }) }', { a: 1 }],
  ['through toJSON of everything', "Object.prototype.toJSON = () => 'mine'; return { a: 1 }", 'mine'],
  ['through __proto__ in JSON', `return JSON.parse('{"__proto__": {"polluted": 1}, "a": 1}')`, { a: 1 }],
  ['through __proto__ deep in JSON', `return [JSON.parse('{"b": {"__proto__": {"polluted": 1}}}')]`, [{ b: {} }]],
  [
    'through an own constructor',
    `return JSON.parse('{"constructor": {"prototype": {"polluted": 1}}}')`,
    { constructor: { prototype: { polluted: 1 } } },
  ],
  ['through a changed Object.prototype', 'Object.prototype.polluted = 1; return {}', {}],
  ['through __defineGetter__', "input.__defineGetter__('a', () => 'mine'); return input.a", 'mine'],
  ['through valueOf', 'return { valueOf() { throw 1 }, a: 1 }', { a: 1 }],
  ['through Symbol.toPrimitive', 'return { [Symbol.toPrimitive]() { throw 1 }, a: 1 }', { a: 1 }],
  ['through a proxy as the result', 'return new Proxy({ a: 1 }, { get: (t, n) => (n === "a" ? 2 : t[n]) })', { a: 2 }],
  ['through a thenable', 'return { then(done) { done({ then(more) { more(7) } }) } }', 7],
  ['through a getter as the result', 'return { get a() { return 1 } }', { a: 1 }],
  ['through a function as the result', 'return () => 1', null],
  ['through a symbol as the result', "return Symbol('x')", null],
  ['through undefined', 'return undefined', null],
  ['through NaN and Infinity', 'return [NaN, Infinity, -0]', [null, null, 0]],
  ['through a date', 'return new Date()', '1970-01-01T00:00:01.000Z'],
  ['through the clock', 'const a = Date.now(); for (let i = 0; i < 1e5; i += 1); return Date.now() - a', 0],
  ['through typed arrays', 'return new Uint8Array(4).buffer.byteLength', 4],
  ['through Atomics', 'return typeof Atomics === "undefined" || typeof Atomics.wait', true],
  ['through Intl', 'return typeof Intl', 'undefined'],
  [
    'through WeakRef and finalizers',
    'return typeof FinalizationRegistry === "undefined" ? 0 : (new FinalizationRegistry(() => {}).register({}, 1), 0)',
    0,
  ],
  ['through a name that closes the wrapper', "return '}); globalThis.process; ('", '}); globalThis.process; ('],
  ['through a label and a comment', 'a: { break a } // }', null],
  ['through texts of other planes', 'return "\\u{1F600}\\uD800\\0"', '\u{1F600}\uD800\0'],
];

const failing: [string, string, string][] = [
  ['a loop that never ends', 'for (;;) {}', 'code_too_slow'],
  ['a loop that catches its end', 'for (;;) try { for (;;) {} } catch {}', 'code_too_slow'],
  ['a loop in finally', 'try { throw 1 } finally { for (;;) {} }', 'code_too_slow'],
  ['a generator that never ends', 'for (const a of (function* () { for (;;) yield 1 })()) a', 'code_too_slow'],
  ['a regular expression that backtracks', "/^(a+)+$/.test('a'.repeat(40) + 'b')", 'code_too_slow'],
  [
    'a regular expression with a look behind',
    "/(?<=(a+)+)b/.test('a'.repeat(60) + 'c'); /^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(60))",
    'code_too_slow',
  ],
  [
    'a sort that never decides',
    'for (;;) Array.from({ length: 1e4 }, (_, i) => i).sort(() => { for (;;) {} })',
    'code_too_slow',
  ],
  ['a getter that never ends in the result', 'return { get a() { for (;;) {} } }', 'code_too_slow'],
  ['a toJSON that never ends', 'return { toJSON() { for (;;) {} } }', 'code_too_slow'],
  ['a thenable that never ends', 'return { then() { for (;;) {} } }', 'code_too_slow'],
  ['a big number that grows', 'let a = 3n; for (;;) a *= a', 'code_too_slow|code_out_of_memory|code_failed'],
  [
    'work put off for ever',
    'const go = () => { Promise.resolve().then(go) }; go(); await new Promise(() => {})',
    'code_too_slow',
  ],
  [
    'promises that make promises',
    'const go = () => { for (let i = 0; i < 100; i += 1) Promise.resolve().then(go) }; go(); await new Promise(() => {})',
    'code_too_slow|code_out_of_memory|code_failed',
  ],
  ['a promise that never settles', 'await new Promise(() => {})', 'code_never_ends'],
  ['a returned promise that never settles', 'return new Promise(() => {})', 'code_never_ends'],
  ['a thenable that never settles', 'return { then() {} }', 'code_never_ends'],
  ['deep recursion', 'const f = () => f() + 1; return f()', 'code_too_deep'],
  ['two that call each other', 'const f = () => g(); const g = () => f(); f()', 'code_too_deep'],
  ['recursion through a getter', 'const o = { get a() { return this.a } }; return o.a', 'code_too_deep'],
  ['recursion through a proxy', 'const p = new Proxy({}, { get: (t, n, r) => r[n] }); return p.a', 'code_too_deep'],
  ['recursion through toString', "const o = { toString() { return '' + this } }; return '' + o", 'code_too_deep'],
  ['recursion through a constructor', 'class A { constructor() { new A() } } new A()', 'code_too_deep'],
  ['deep brackets', "return JSON.parse('['.repeat(1e5))", 'code_failed|code_too_deep'],
  ['deep code', "return eval('('.repeat(1e5))", 'code_failed|code_too_deep'],
  [
    'a result nested deeply',
    'let a = 1; for (let i = 0; i < 1e5; i += 1) a = [a]; return a',
    'code_result_not_data|code_too_slow',
  ],
  [
    'a result nested more than others can bear',
    'let a = 1; for (let i = 0; i < 400; i += 1) a = [a]; return a',
    'code_result_not_data',
  ],
  ['a list that grows', 'const a = []; for (;;) a.push({ a })', 'code_out_of_memory|code_too_slow'],
  ['texts that grow', "const a = []; for (;;) a.push('x'.repeat(1e6) + a.length)", 'code_out_of_memory|code_too_slow'],
  ['a text that doubles', "let a = 'xy'; for (;;) a += a", 'code_failed|code_out_of_memory'],
  ['one huge text', "return 'x'.repeat(2 ** 30)", 'code_failed|code_out_of_memory'],
  ['a padded text', "return 'x'.padEnd(2 ** 29)", 'code_failed|code_out_of_memory'],
  ['one huge buffer', 'new ArrayBuffer(2 ** 31)', 'code_failed|code_out_of_memory'],
  ['many buffers', 'const a = []; for (;;) a.push(new Uint8Array(1e6))', 'code_out_of_memory|code_too_slow'],
  [
    'a map that grows',
    'const m = new Map(); for (let i = 0; ; i += 1) m.set(i, [i])',
    'code_out_of_memory|code_too_slow',
  ],
  ['a huge sparse list', 'return new Array(2 ** 31)', 'code_too_slow|code_out_of_memory|code_failed'],
  ['a huge result', "return 'x'.repeat(5_100_000)", 'code_result_too_large'],
  ['a result that is a cycle', 'const a = {}; a.a = a; return a', 'code_result_not_data'],
  ['a result that is a big number', 'return { a: 10n }', 'code_result_not_data'],
  ['a thrown text', "throw 'x'", 'code_failed'],
  ['a thrown number', 'throw 5', 'code_failed'],
  ['nothing, thrown', 'throw undefined', 'code_failed'],
  ['null, thrown', 'throw null', 'code_failed'],
  ['a thrown object', 'throw { a: 1 }', 'code_failed'],
  ['a thrown symbol', "throw Symbol('x')", 'code_failed'],
  [
    'a thrown proxy that never answers',
    'throw new Proxy({}, { get() { for (;;) {} }, getPrototypeOf() { for (;;) {} } })',
    'code_failed|code_too_slow',
  ],
  [
    'a thrown error whose words never come',
    'throw new (class extends Error { get message() { for (;;) {} } })()',
    'code_failed|code_too_slow',
  ],
  [
    'an error that says it was stopped',
    "throw Object.assign(new Error('interrupted'), { name: 'InternalError' })",
    'code_too_slow',
  ],
  ['a rejected promise', "return Promise.reject(new Error('x'))", 'code_failed'],
  ['a syntax error', 'let a = ;', 'code_not_valid'],
  ['a text that never ends', "return 'x", 'code_not_valid'],
  ['half a wrapper', '}); (() => {', 'code_failed|code_not_valid'],
  ['a wrapper closed and a loop', '}); for (;;) {} (() => {', 'code_too_slow'],
  ['an import', "import fs from 'fs'", 'code_not_valid'],
  ['a dynamic import', "return (await import('fs')).default", 'code_failed'],
  ['an imported address', "return await import('data:text/javascript,export default 1')", 'code_failed'],
  ['a promise of another kind', 'Object.defineProperty(Promise, Symbol.species, { value: class {} })', 'code_failed'],
  ['an unknown name', 'total = 1', 'code_failed'],
  ['network', "return await fetch('http://127.0.0.1')", 'code_failed'],
  ['timers', 'await new Promise((done) => setTimeout(done, 1))', 'code_failed'],
  ['a module of WebAssembly', 'return new WebAssembly.Module(new Uint8Array(8))', 'code_failed'],
  ['waiting by Atomics', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)', 'code_failed|code_too_slow'],
];

describe('code that looks for a way out', () => {
  it.each(innocent)('finds none %s', async (...[, code, result]) => {
    expect(await run(code, { input: { a: {} } })).toEqual(result);
  });

  it('changed nothing here', () => {
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('code that cannot end well', () => {
  it.each(failing)('ends as a failure in words: %s', async (...[, code, codes]) => {
    const sandbox = codes.includes('code_too_slow') ? impatient : patient;
    expect(codes.split('|')).toContain(await run(code, { sandbox }));
    expect(await run('return input + 1', { input: 1, sandbox })).toBe(2);
  });

  it('is more than eighty scripts', () => {
    expect(innocent.length + failing.length).toBeGreaterThan(80);
  });
});
