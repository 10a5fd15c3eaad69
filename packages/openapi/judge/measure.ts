import { buildRequest, type Operation, sampleFromSchema } from '@patchbay/connector';
import { attempt } from '@patchbay/connector/testing';
import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JSONSchema } from 'json-schema-typed/draft-2020-12';
import { type Description, readDescription } from '../src/index.ts';

/** How many operations of a description pass each judge, and what those that fail say. */
export type Measure = {
  operations: number;
  /** ajv compiles the input schema, and the output schema. */
  compile: number;
  /** ajv accepts the smallest request we make up, and the one with every field. */
  smallest: number;
  fullest: number;
  /** ajv accepts the answer we make up. */
  answer: number;
  /** The smallest request can be built. */
  request: number;
  /** The longest schema, in characters of JSON. */
  longest: number;
  readMs: number;
  failures: string[];
};

/** Reads a description and puts every operation of it before the judges. */
export function measure(source: Uint8Array): Measure {
  const from = performance.now();
  const description = readDescription(source, { id: 'judged' });
  const readMs = performance.now() - from;
  const total: Measure = {
    operations: description.operations.length,
    compile: 0,
    smallest: 0,
    fullest: 0,
    answer: 0,
    request: 0,
    longest: 0,
    readMs,
    failures: [],
  };
  for (const { name } of description.operations) judge(description, name, total);
  return total;
}

function judge(description: Description, name: string, total: Measure): void {
  const operation = description.operation(name);
  if (operation === undefined) {
    total.failures.push(`${name}: cannot be opened`);
    return;
  }
  total.longest = Math.max(
    total.longest,
    JSON.stringify(operation.input).length,
    JSON.stringify(operation.output).length,
  );
  try {
    const input = validator(operation.input);
    const output = validator(operation.output);
    total.compile += 1;
    const smallest = sampleFromSchema(operation.input, { fields: 'required' });
    const says = (key: 'smallest' | 'fullest' | 'answer', problem: string | undefined) => {
      if (problem === undefined) total[key] += 1;
      else total.failures.push(`${name}: ${key} ${problem}`);
    };
    says('smallest', input(smallest));
    says('fullest', input(sampleFromSchema(operation.input)));
    says('answer', output(sampleFromSchema(operation.output)));
    if (isBuilt(operation, smallest)) total.request += 1;
    else total.failures.push(`${name}: request cannot be built`);
  } catch (error) {
    total.failures.push(`${name}: ${String(error)}`);
  }
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

function isBuilt(operation: Operation, input: unknown): boolean {
  const options = { baseUrl: 'https://api.test', idempotencyKey: 'run/step' };
  return attempt(() => buildRequest(operation, input, options)).failure === undefined;
}
