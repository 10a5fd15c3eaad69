import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMapping, type FormulaArgument, type Json, readCall, writeCall, writePath } from '../index.ts';

const literal = (value: Json): FormulaArgument => ({ kind: 'literal', value });

describe('readCall', () => {
  it('reads a call over a path and written values', () => {
    expect(readCall('formatDate(order.createdAt, "yyyy", "UTC")')).toEqual({
      name: 'formatDate',
      args: [{ kind: 'reference', step: 'order', path: ['createdAt'] }, literal('yyyy'), literal('UTC')],
    });
    expect(readCall('default(order["a b"][0], -2)')).toEqual({
      name: 'default',
      args: [{ kind: 'reference', step: 'order', path: ['a b', 0] }, literal(-2)],
    });
  });

  it('reads calls inside calls, written either way', () => {
    const nested = {
      name: 'upper',
      args: [{ kind: 'call', name: 'trim', args: [{ kind: 'reference', step: 'a', path: [] }] }],
    };
    expect(readCall('upper(trim(a))')).toEqual(nested);
    expect(readCall('a.trim().upper()')).toEqual(nested);
  });

  it('leaves everything else to the text editor', () => {
    for (const source of ['order.total', '1 + 2', 'upper(a + "b")', 'f(', '', 'lines.map(l, l.a + 1)']) {
      expect(readCall(source)).toBeUndefined();
    }
  });
});

const segment = fc.oneof(fc.string(), fc.constantFrom('true', 'in', '__proto__', 'if', 'é'), fc.nat(1_000));
const reference = fc.record({
  kind: fc.constant('reference' as const),
  step: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,5}$/),
  path: fc.array(segment, { maxLength: 3 }),
});
const reserved = new Set([
  'as',
  'break',
  'const',
  'continue',
  'else',
  'for',
  'function',
  'if',
  'import',
  'let',
  'loop',
  'package',
  'return',
  'var',
  'void',
  'while',
  'true',
  'false',
  'null',
  'in',
]);
const usable = reference.filter(({ step }) => !reserved.has(step));
const scalar = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.boolean(),
  fc.constant(null),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
);

describe('writeCall', () => {
  it('keeps a backslash before a slash', () => {
    const call = { name: 'text', args: [{ kind: 'reference' as const, step: 'a', path: ['\\/'] }] };
    expect(readCall(writeCall(call))).toEqual(call);
  });

  it('writes what readCall reads, whatever the names and texts', () => {
    const argument = fc.oneof(usable, scalar.map(literal), fc.array(scalar, { maxLength: 3 }).map(literal));
    fc.assert(
      fc.property(fc.array(argument, { maxLength: 4 }), (args) => {
        const call = { name: 'coalesce', args: [...args, { kind: 'call' as const, name: 'text', args }] };
        expect(readCall(writeCall(call))).toEqual(call);
      }),
      { numRuns: 300 },
    );
  });

  it('writes a path that reads the same value as the reference', () => {
    fc.assert(
      fc.property(usable, fc.jsonValue(), ({ kind, step, path }, leaf) => {
        const value = path.reduceRight<unknown>(
          (inner, key) =>
            typeof key === 'number' ? Object.assign([], { [key]: inner }) : Object.fromEntries([[key, inner]]),
          leaf,
        );
        const context = { value: () => value, now: 0 };
        const direct = compileMapping({ kind, step, path })(context);
        expect(direct).toEqual(leaf);
        expect(compileMapping({ kind: 'formula', source: writePath({ step, path }) })(context)).toBe(direct);
      }),
    );
  });
});
