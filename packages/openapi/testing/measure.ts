import { buildRequest, type Operation, sampleFromSchema } from '@patchbay/connector';
import { attempt } from '@patchbay/connector/testing';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { readDescription } from '../src/index.ts';

/** How many operations of a description pass each judge, and what those that fail say. */
export type Measure = {
  operations: number;
  /** What the API sends by itself. */
  triggers: number;
  /** ajv compiles the input schema. */
  compile: number;
  /** ajv accepts the smallest request we make up, and the one with every field. */
  smallest: number;
  fullest: number;
  /** ajv compiles the output schema and accepts the answer we make up; of so many that were looked at. */
  answer: number;
  answers: number;
  /** The smallest request can be built. */
  request: number;
  /** The longest schema, in characters of JSON. */
  longest: number;
  readMs: number;
  failures: string[];
};

/**
 * Reads a description and puts every operation of it before the judges, with the answer of every `answersEvery`th:
 * compiling Stripe's 452 answers takes half a minute.
 */
export function measure(source: Uint8Array, { answersEvery }: { answersEvery: number }): Measure {
  const from = performance.now();
  const description = readDescription(source, { id: 'judged' });
  const readMs = performance.now() - from;
  const calls = description.operations.filter(({ kind }) => kind === 'call');
  const total: Measure = {
    operations: calls.length,
    triggers: description.operations.length - calls.length,
    compile: 0,
    smallest: 0,
    fullest: 0,
    answer: 0,
    answers: 0,
    request: 0,
    longest: 0,
    readMs,
    failures: [],
  };
  for (const [index, { name }] of calls.entries()) {
    const operation = description.operation(name);
    if (operation === undefined) total.failures.push(`${name}: cannot be opened`);
    else
      total.failures.push(
        ...judge(operation, total, index % answersEvery === 0).map((problem) => `${name}: ${problem}`),
      );
  }
  return total;
}

/** Counts what one operation passes; gives what it fails. */
function judge(operation: Operation, total: Measure, withAnswer: boolean): string[] {
  const { input, output } = operation;
  total.longest = Math.max(total.longest, JSON.stringify(input).length, JSON.stringify(output).length);
  if (withAnswer) total.answers += 1;
  try {
    const fits = validator(input);
    total.compile += 1;
    const smallest = smallestInput(operation);
    const verdicts = {
      smallest: fits(smallest),
      fullest: fits(sampleFromSchema(input)),
      request: refusalOf(operation, smallest),
      ...(withAnswer ? { answer: validator(output)(sampleFromSchema(output)) } : {}),
    };
    for (const key of ['smallest', 'fullest', 'request', 'answer'] as const) {
      if (key in verdicts && verdicts[key] === undefined) total[key] += 1;
    }
    return Object.entries(verdicts).flatMap(([key, problem]) => (problem === undefined ? [] : [`${key} ${problem}`]));
  } catch (error) {
    return [String(error)];
  }
}

/** Of several bodies of which one has to be given, no schema says which: the first. */
function smallestInput({ input, request }: Operation): unknown {
  const smallest = Object(sampleFromSchema(input, { fields: 'required' }));
  const { body } = request ?? {};
  if (body?.isRequired !== true || typeof input !== 'object') return smallest;
  const schema = {
    ...Object(input.properties?.[body.input]),
    ...(input.$defs !== undefined && { $defs: input.$defs }),
  };
  return { ...smallest, [body.input]: sampleFromSchema(schema, { fields: 'required' }) };
}

const grammar = new Ajv2020({ strict: false, logger: false });

/**
 * One judge for the grammar of all schemas, since compiling the meta-schema takes longer than anything else here, and a
 * fresh one for each schema, since local references of two schemas would be taken for each other.
 */
function validator(schema: JSONSchema): (value: unknown) => string | undefined {
  if (grammar.validateSchema(schema) !== true) throw new Error(grammar.errorsText(grammar.errors));
  const ajv = new Ajv2020({ strict: false, logger: false, meta: false, validateSchema: false });
  addFormats.default(ajv);
  const fits = ajv.compile(schema);
  return (value) => (fits(value) ? undefined : ajv.errorsText(fits.errors));
}

function refusalOf(operation: Operation, input: unknown): string | undefined {
  const options = { baseUrl: 'https://api.test', idempotencyKey: 'run/step' };
  return attempt(() => buildRequest(operation, input, options)).failure?.message;
}
