import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuClock } from '../../../../tooling/testing/cpuClock.ts';
import {
  checkMapping,
  compileMapping,
  EvaluationError,
  functions,
  type Json,
  type Mapping,
  referencesIn,
  schemaFromSample,
  typeOfMapping,
} from '../index.ts';

/** A person's patience, and a worker's. */
const patienceMs = 1_000;

const names = functions.map((each) => each.name);
const path = fc.constantFrom(
  'order',
  'order.a',
  'order.b.c',
  'order["__proto__"]',
  'order.constructor',
  'order.list',
  'order.list[0]',
  'x',
  'gone',
);
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('2026-11-22', 'yyyy-MM-dd', 'Europe/Berlin', '(a+)+$', '[', '1e5', '{"a":1}', '__proto__'),
);
const leaf = fc.oneof(
  path,
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  text.map((value) => JSON.stringify(value)),
  fc.constantFrom('true', 'null', '[]', '{}'),
);

const { formula } = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'formula' },
    leaf,
    fc
      .tuple(
        tie('formula'),
        fc.constantFrom('+', '-', '*', '/', '%', '<', '>=', '==', '!=', 'in', '&&', '||'),
        tie('formula'),
      )
      .map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc
      .tuple(fc.constantFrom(...names), fc.array(tie('formula'), { maxLength: 4 }))
      .map(([name, args]) => `${name}(${args.join(', ')})`),
    fc
      .tuple(tie('formula'), fc.constantFrom(...names), fc.array(tie('formula'), { maxLength: 2 }))
      .map(([on, name, args]) => `${on}.${name}(${args.join(', ')})`),
    fc
      .tuple(tie('formula'), fc.constantFrom('map', 'filter', 'all', 'exists'), tie('formula'))
      .map(([list, name, body]) => `${list}.${name}(x, ${body})`),
    fc.tuple(tie('formula'), tie('formula'), tie('formula')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc.array(tie('formula'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc.tuple(text, tie('formula')).map(([key, value]) => `{${JSON.stringify(key)}: ${value}}`),
    fc.tuple(tie('formula'), tie('formula')).map(([list, index]) => `${list}[${index}]`),
  ),
}));

const data = fc.record({ a: fc.jsonValue(), b: fc.jsonValue(), list: fc.array(fc.jsonValue(), { maxLength: 5 }) });

/** What a mapping gives, or the sentence it failed with. Anything else thrown fails the test. */
function attempt(mapping: Mapping, order: unknown): unknown {
  try {
    return compileMapping(mapping)({ value: (step) => (step === 'order' ? order : undefined), now: 0 });
  } catch (error) {
    if (error instanceof EvaluationError && /[.?]$/.test(error.message)) return error.message;
    throw error;
  }
}

/** Everything the package does with one mapping: whether it took too long, and what it left behind. */
function useAll(mapping: Mapping, order: Json) {
  const environment = { order: schemaFromSample(order) };
  const before = JSON.stringify(order);
  const spentMs = cpuClock();
  checkMapping(mapping, { environment, expected: environment.order });
  typeOfMapping(mapping, environment);
  referencesIn(mapping);
  const given = [attempt(mapping, order), attempt(mapping, order)];
  return {
    isSlow: spentMs() > patienceMs,
    isSteady: JSON.stringify(given[0]) === JSON.stringify(given[1]),
    isDataKept: JSON.stringify(order) === before,
    polluted: Object.keys(Object.prototype),
  };
}

const sound = { isSlow: false, isSteady: true, isDataKept: true, polluted: [] };

describe('random formulas over random data', () => {
  it('give a value or a sentence, the same one every time, and leave the data alone', () => {
    fc.assert(
      fc.property(formula, data, (source, order) => {
        expect(useAll({ kind: 'formula', source }, order as Json)).toEqual(sound);
      }),
      { numRuns: 600 },
    );
  });

  it('survive being no formulas at all', () => {
    const noise = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      formula.map((source) => source.slice(0, source.length / 2)),
    );
    fc.assert(
      fc.property(noise, data, (source, order) => {
        expect(useAll({ kind: 'formula', source }, order as Json)).toEqual(sound);
      }),
      { numRuns: 150 },
    );
  });

  it('give plain JSON: no NaN, no functions, no big integers', () => {
    fc.assert(
      fc.property(formula, data, (source, order) => {
        const value = attempt({ kind: 'formula', source }, order) ?? null;
        expect(JSON.parse(JSON.stringify(value))).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  it('pass the check that their own type demands', () => {
    fc.assert(
      fc.property(formula, data, (source, order) => {
        const environment = { order: schemaFromSample(order as Json) };
        const mapping: Mapping = { kind: 'formula', source };
        const problems = checkMapping(mapping, { environment });
        const expected = typeOfMapping(mapping, environment);
        expect(checkMapping(mapping, { environment, expected })).toEqual(problems);
      }),
      { numRuns: 300 },
    );
  });
});
